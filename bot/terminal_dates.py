"""`milepost dates`: the dates and lengths of a text, and an agreement's fields, for scripts."""

import json
import logging
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from bot.messages import t

_log = logging.getLogger(__name__)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(help=t("The dates in texts, and the fields of agreements, as JSON."))
    def dates(
        *,
        as_json: Annotated[
            bool, typer.Option("--json", help=t("A line of JSON for each line of JSON."))
        ] = False,
    ) -> None:
        if not as_json:
            print(
                t("Give lines of JSON with “id”, “text” and “dct” to --json; see --help."),
                file=sys.stderr,
            )
            raise typer.Exit(2)
        answer_lines(sys.stdin.buffer)


def answer_lines(lines: Iterable[bytes]) -> None:
    """Answer each line, one JSON object, with one; a line that is wrong stops no other."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Half a surrogate pair, which JSON can hold, goes out as the escape that it came in.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in lines:
        if line.strip():
            print(json.dumps(_answered(line), ensure_ascii=False), flush=True)


def _answered(line: bytes) -> dict[str, Any]:
    from bot.domain.drafts.contracts.lines import answer

    identity = None
    try:
        request = json.loads(line)
        identity = request.get("id") if isinstance(request, Mapping) else None
        return answer(request)
    except (ValueError, RecursionError):
        wrong = t("This line is not JSON: write one object a line.")
    except Exception:
        _log.exception("A line could not be answered.")
        wrong = t("Something went wrong on this line.")
    return {"id": identity, "error": wrong}
