"""`milepost draft`: a text in, the draft of an agreement's record out, as lines of JSON."""

import json
import logging
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import Annotated

import typer

from bot.messages import t

_log = logging.getLogger(__name__)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(help=t("Draft the record of an agreement from its text, for scripts."))
    def draft(
        *,
        as_json: Annotated[
            bool, typer.Option("--json", help=t("An object for each line of standard input."))
        ] = False,
    ) -> None:
        if not as_json:
            print(t("Give lines of JSON to --json; see --help."), file=sys.stderr)
            raise typer.Exit(2)
        draft_lines(sys.stdin.buffer)


def draft_lines(lines: Iterable[bytes]) -> None:
    """Answer each line, one JSON object, with one; a line that is wrong stops no other."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Half a surrogate pair, which JSON can hold, goes out as the escape that it came in.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in lines:
        if line.strip():
            print(_drafted(line), flush=True)


def _drafted(line: bytes) -> str:
    from bot.domain.drafts.lines import answer

    identity = None
    try:
        request = json.loads(line)
        identity = request.get("id") if isinstance(request, Mapping) else None
        return json.dumps(answer(request), ensure_ascii=False)
    except (ValueError, RecursionError):
        wrong = t("This line is not JSON: write one object a line.")
    except Exception:
        _log.exception("A text could not be read.")
        wrong = t("Something went wrong on this line.")
    return json.dumps({**answer({}), "id": identity, "error": wrong}, ensure_ascii=False)
