"""`milepost draft --json`: lines in, drafts out, and a wrong line stops no other."""

import json

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli

TEXT = (
    "Norway and Iceland sign herring pact\n\nOSLO, May 15 - Norway and Iceland signed an agreement "
    "on Tuesday that divides the herring quota until the end of 2027."
)


def drafted(*lines: str) -> list[dict]:  # type: ignore[type-arg]
    result = CliRunner().invoke(cli, ["draft", "--json"], input="\n".join(lines) + "\n")
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_text_gives_a_draft_on_one_line() -> None:
    (found,) = drafted(json.dumps({"id": "n1", "text": TEXT, "published": "2024-05-15"}))
    assert (found["id"], found["is_agreement"], found["signed_on"]) == ("n1", True, "2024-05-14")
    assert set(found["parties"]) == {"NO", "IS"}
    (milestone,) = found["milestones"]
    assert (milestone["due"], milestone["precision"], milestone["anchor"]) == (
        "2027-12-31",
        "year",
        "absolute",
    )
    assert milestone["quote"] in TEXT


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{not json", "This line is not JSON: write one object a line."),
        ("[1]", "Give an object with “text”, a string."),
        ('{"text": 5}', "Give an object with “text”, a string."),
        ('{"text": "x", "published": "soon"}', "“published” must be a date such as 2026-04-28."),
        ('{"text": "x", "source_url": 3}', "“source_url” must be a string."),
    ],
)
def test_a_wrong_line_is_answered_and_the_next_one_too(line: str, sentence: str) -> None:
    wrong, right = drafted(line, json.dumps({"id": 2, "text": "Nothing here."}))
    assert wrong["error"] == sentence
    assert wrong["milestones"] == []
    assert (right["id"], right["is_agreement"]) == (2, False)


def test_without_the_option_it_says_what_to_give() -> None:
    result = CliRunner().invoke(cli, ["draft"])
    assert result.exit_code == 2
