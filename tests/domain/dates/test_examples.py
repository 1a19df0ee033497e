"""Worked examples, each with the authority that says what comes out, asked as a script asks.

They stand in examples.jsonl: a request for `lines.answer` and what is expected of it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain.dates.lines import answer

EXAMPLES = [
    json.loads(line)
    for line in Path(__file__).with_name("examples.jsonl").read_text("utf-8").splitlines()
]


def named(example: dict[str, Any]) -> str:
    return f"{example['request']['id']}: {example['authority']}"


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_the_engine_agrees_with_the_authority(example: dict[str, Any]) -> None:
    found = answer(example["request"])
    expected = dict(example["expected"])
    readings = set(expected.pop("readings", ()))
    assert {name: found[name] for name in expected} == expected, found["trace"]
    assert readings <= {one["date"] for one in found["readings"]}


def test_every_example_names_its_authority_and_has_its_own_number() -> None:
    assert all(example["authority"].strip() for example in EXAMPLES)
    numbers = [example["request"]["id"] for example in EXAMPLES]
    assert len(numbers) == len(set(numbers))
