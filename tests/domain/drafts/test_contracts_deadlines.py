"""The first deadline of a text that a calendar can hold."""

import pytest

from bot.domain.drafts.contracts.lines import answer

ANCHORED = [
    ("The Accord was signed in Oslo on 28 October 2025. Within six months of its signature, the "
     "sides will select projects.", None, "2026-04-28"),
    ("This Agreement, done at Oslo on 31 August 2025, binds from that date. Six months"
     " thereafter the "
     "Parties shall review it.", None, "2026-02-28"),
    ("The Protocol entered into force on 1 July 2025. The first day of the second month"
     " following its "
     "entry into force is the start of trading.", None, "2025-09-01"),
    ("The Parties shall exchange lists within 90 days of the date of this"
     " Memorandum.", "2025-10-28",
     "2026-01-26"),
    ("The Effective Date is 15 March 2026. No later than fifteen months after the Effective"
     " Date, the "
     "Buyer shall pay.", None, "2027-06-15"),
    ("On 5 May 2026 (the “Handover Date”) the site was given over; support ends on the second "
     "anniversary of the Handover Date.", None, "2028-05-05"),
    ("Signed on 28 October 2025. A review shall be completed fifteen months therefrom.", None,
     "2027-01-28"),
    ("The expiry comes on the fifth anniversary of its entry into force, which took place on"
     " 1 June "
     "2022.", None, "2027-06-01"),
    ("Ministers adopted the plan on 3 June 2026; within a fortnight of adoption each names a"
     " contact.",
     None, "2026-06-17"),
    ("The conference opens on 9 November 2026. Papers are due 30 days before the opening of the "
     "conference.", None, "2026-10-10"),
    ("Signed on 1 March 2026, the pact enters into force 30 days after signature. Within six"
     " months of "
     "its entry into force the Parties meet.", None, "2026-09-30"),
    ("DOHA, Oct 29, 2025 - The sides agreed to a truce of 90 days from today.", "2025-10-29",
     "2026-01-27"),
    ("The suspension runs for one year from 10 November 2025.", None, "2026-11-10"),
]  # fmt: skip

DATED = [
    ("Reports are due by the end of the second quarter of 2027.", "2025-10-28", "2027-06-30"),
    ("Tariffs will be cut by the end of next year.", "2025-10-28", "2026-12-31"),
    ("The ban ends before 2027.", "2025-10-28", "2026-12-31"),
    ("Parties shall send the list no later than 30 days before 1 May 2026.", None, "2026-04-01"),
    ("The list is due ten working days after 28 October 2025.", None, "2025-11-11"),
    ("Payment falls due one month after 31 January 2026.", None, "2026-02-28"),
    ("The committee must finish by 15 January.", "2025-12-29", "2026-01-15"),
    ("Deadline\n15 November 2025\nAction\nSubmit", "2025-10-01", "2025-11-15"),
    ("They shall finish by Novem-\nber 30, 2026.", "2025-10-01", "2026-11-30"),
    ("no later than noon on 3 May 2026", None, "2026-05-03"),
    ("The pause lasts until 10 November 2026.", None, "2026-11-10"),
    ("協定は2026年3月末までに締結する。", "2025-10-28", "2026-03-31"),
    ("令和7年10月28日に東京で署名された。署名の日から六か月以内に実施する。", None, "2026-04-28"),
    ("to be reached within the first quarter of 2026", "2025-10-28", "2026-03-31"),
]

OPEN = [
    "The panel shall report within 30 days of receipt of the request.",
    "Consultations start within 60 days of the last ratification.",
    "Each Party shall reply promptly, and in any event within 15 days of a request.",
    "The Council will decide at its next Ministerial.",
    "Two years after entry into force the Parties shall review the Agreement.",
    "The Council met on 3 March 2026. The report is due within 30 days of the next meeting.",
    "They shall consult within 10 days after delivery of a written notice.",
    "within 45 days after the deposit of the last instrument of ratification",
    "No deadline was set for the talks, which have lasted 14 months.",
    "In the past six months they met twice.",
    "発効から2年以内に見直す。",
    "The office opens in mid-2026.",
]


@pytest.mark.parametrize(("text", "dct", "due"), ANCHORED + DATED)
def test_a_deadline_is_counted_from_what_the_text_dates(
    text: str, dct: str | None, due: str
) -> None:
    fields = answer({"text": text, "dct": dct})["fields"]
    assert due in (fields.get("deadline"), fields.get("expiration_date"))


@pytest.mark.parametrize("text", OPEN)
def test_what_hangs_on_something_undated_has_no_deadline(text: str) -> None:
    assert "deadline" not in answer({"text": text, "dct": "2025-10-29"})["fields"]
