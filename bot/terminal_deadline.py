"""`milepost deadline`: when a period ends, for people and for scripts, without any record."""

import json
import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import UserError
from bot.messages import t

if TYPE_CHECKING:
    from bot.domain.dates.conventions import Convention
    from bot.domain.dates.values import Deadline
    from bot.domain.inquiries import Finding, Inquiry
    from bot.terminal_page import Page

INDENT = 2

_log = logging.getLogger(__name__)

Typed = str | None


def register(app: typer.Typer, clock: Callable[[], datetime]) -> None:
    """Add the command to `app`; `clock` gives the present instant, in UTC."""

    @app.command(help=t("When a period ends, with every reading and every step."))
    def deadline(
        phrase: Annotated[Typed, typer.Argument(help=t("Such as: within 180 days of …"))] = None,
        *,
        starting: Annotated[Typed, typer.Option(help=t("The date that it counts from."))] = None,
        zone: Annotated[Typed, typer.Option(help=t("Whose days count: Asia/Tokyo."))] = None,
        convention: Annotated[Typed, typer.Option(help=t("By what law: jp-civil."))] = None,
        calendars: Annotated[Typed, typer.Option(help=t("Whose holidays: US,JP."))] = None,
        kind: Annotated[Typed, typer.Option(help=t("act_by, in_force or expiry."))] = None,
        as_json: Annotated[
            bool, typer.Option("--json", help=t("JSON; without a phrase, a line for each line."))
        ] = False,
    ) -> None:
        if phrase is None and as_json:
            answer_lines(sys.stdin.buffer)
        elif phrase is None:
            print(
                t("Write a phrase, or give lines of JSON to --json; see --help."), file=sys.stderr
            )
            raise typer.Exit(2)
        else:
            from bot.domain.inquiries import Inquiry, look_into, read_kind

            try:
                asked = Inquiry(phrase, starting, zone, convention, calendars, read_kind(kind))
                if as_json:
                    print_answer(asked, clock())
                else:
                    print_finding(look_into(asked, now=clock()))
            except UserError as error:
                print(error, file=sys.stderr)
                raise typer.Exit(1) from None


def answer_lines(lines: Iterable[bytes]) -> None:
    """Answer each line, one JSON object, with one; a line that is wrong stops no other."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Half a surrogate pair, which JSON can hold, goes out as the escape that it came in.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in lines:
        if line.strip():
            print(_answered(line), flush=True)


def _answered(line: bytes) -> str:
    from bot.domain.dates.lines import answer

    identity = None
    try:
        request = json.loads(line)
        identity = request.get("id") if isinstance(request, Mapping) else None
        return json.dumps(answer(request), ensure_ascii=False)
    except (ValueError, RecursionError):
        wrong = t("This line is not JSON: write one object a line.")
    except Exception:
        _log.exception("A line could not be answered.")
        wrong = t("Something went wrong on this line.")
    return json.dumps({**answer({}), "id": identity, "error": wrong}, ensure_ascii=False)


def print_answer(asked: "Inquiry", now: datetime) -> None:
    """The answer to one phrase as JSON. Raises UserError as for people."""
    from bot.domain.dates.lines import answer

    found = answer(_request(asked, now))
    if "error" in found:
        raise UserError(found["error"])
    print(json.dumps(found, ensure_ascii=False, indent=2))


def _request(asked: "Inquiry", now: datetime) -> dict[str, Any]:
    """The same question as one of the lines that scripts write."""
    from bot.domain.dates.grammar.places import zone_of
    from bot.domain.dates.written import read_date
    from bot.domain.dates.zones import local_date

    zone = zone_of(asked.zone) if asked.zone else "UTC"
    anchor: dict[str, Any] = {"zone": zone}
    if asked.starting:
        written = read_date(asked.starting, today=local_date(now, zone), zone=zone)
        anchor = {"date": written.on.isoformat(), "zone": written.zone}
        anchor |= {"time": written.at.isoformat()} if written.at else {}
    return {
        "phrase": asked.phrase,
        "anchor": anchor,
        "convention": asked.convention,
        "calendars": asked.calendars,
        "kind": asked.kind,
    }


def print_finding(found: "Finding") -> None:
    """The date, every reading by name, the working and the authority."""
    from bot.domain import explanations
    from bot.terminal_page import Page

    page, deadline = Page(), found.deadline
    page.title(explanations.title(deadline))
    page.line(f"“{found.rule.phrase}”", style="dim")
    if (ends := explanations.ends(deadline)) and deadline.passes_at:
        page.line(f"{ends} · {deadline.passes_at:%Y-%m-%d %H:%M} UTC")
    for line in explanations.beyond(deadline):
        page.line(line)
    _print_question(page, deadline)
    _print_readings(page, found)
    steps = explanations.steps(deadline, found.rule)
    if steps:
        page.heading(t("Step by step"))
    for number, step in enumerate(steps, 1):
        page.line(step, indent=INDENT, bullet=f"{number}. ")
    if explanations.counted(deadline):
        _print_convention(page, found.convention)
        page.gap()
        page.line(" ".join(explanations.taken(found)), style="dim")


def _print_question(page: "Page", deadline: "Deadline") -> None:
    if deadline.question is None:
        return
    page.heading(t("To be settled"))
    page.line(deadline.question.text, indent=INDENT)
    for option in deadline.question.options:
        page.line(option, indent=INDENT, bullet="- ")


def _print_readings(page: "Page", found: "Finding") -> None:
    from bot.domain import explanations, wording

    deadline = found.deadline
    readings, beside = explanations.readings(deadline), explanations.beside(deadline)
    if readings or beside:
        page.heading(explanations.readings_heading(found.rule, deadline))
    for each in readings:
        line = f"{wording.day(each.on)}: {'; '.join(each.names)}"
        page.line(line, indent=INDENT, style="bold" if each.prevails else "")
    for other in beside:
        page.line(f"{wording.day(other.on)}: {other.name}", indent=INDENT, style="dim")
    if bounds := explanations.bounds(deadline):
        page.line(bounds, indent=INDENT, style="dim")


def _print_convention(page: "Page", convention: "Convention") -> None:
    page.heading(t("Counted by"))
    page.line(convention.name[:1].upper() + convention.name[1:], indent=INDENT)
    page.line(f"{convention.authority} · {convention.label}", indent=INDENT, style="dim")
    for rule in convention.says:
        page.line(rule, indent=INDENT, bullet="- ", style="dim")
    if convention.source:
        page.address(convention.source, INDENT)
