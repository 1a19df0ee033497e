"""Mails: the message that counts, its subject, day and sender."""

from datetime import date
from email.message import EmailMessage

import pytest

from bot.domain.papers.limits import Limits
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper, Written
from bot.errors import TooMuch, Unreadable

BODY = (
    "The two Governments signed the Framework on minerals in the capital on Monday.\n\n"
    "Within six months of signature each of them shall fund at least one project, and they\n"
    "shall meet in each year to review what came of it.\n"
)


def mail(text: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("sender", "Ministry of Mines <press@mines.example>")
    message["To"] = "desk@example.org"
    message["Subject"] = headers.get("subject", "Fwd: Re: Framework signed")
    message["Date"] = headers.get("sent", "Wed, 28 Oct 2026 23:10:00 -0400")
    message["Message-ID"] = "<1@mines.example>"
    message.set_content(text)
    return message


def read(message: EmailMessage | bytes, **limits: int) -> Written:
    body = message if isinstance(message, bytes) else message.as_bytes()
    return written(Paper(body), Limits(**limits))


def test_a_mail_tells_its_subject_day_and_sender() -> None:
    found = read(mail())
    assert found.title == "Framework signed"
    assert found.published_on == date(2026, 10, 28)
    assert found.publisher == "Ministry of Mines"
    assert found.text == (
        "The two Governments signed the Framework on minerals in the capital on Monday.\n\n"
        "Within six months of signature each of them shall fund at least one project, and they "
        "shall meet in each year to review what came of it."
    )


def test_plain_text_is_read_before_html() -> None:
    message = mail()
    message.add_alternative("<p>The same, in colours.</p>", subtype="html")
    assert "colours" not in read(message).text


def test_html_is_read_where_the_plain_text_says_nothing() -> None:
    message = mail("See the HTML version.")
    message.add_alternative(f"<table><tr><td><p>{BODY}</p></td></tr></table>", subtype="html")
    assert read(message).text.startswith("The two Governments signed")


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "shift_jis", "euc-jp"])
def test_japanese_mails_are_read(charset: str) -> None:
    message = EmailMessage()
    message["From"] = "外務省 <press@mofa.example>"
    message["Subject"] = "【転送】重要鉱物の枠組み"
    message["MIME-Version"] = "1.0"
    text = "両政府は、この枠組みの署名の日から六か月以内に会合し、実施の状況を検討する。" * 2
    message.set_content(text, charset=charset)
    found = read(message)
    assert (found.text, found.publisher) == (text, "外務省")


def test_signatures_and_quoted_mails_are_left_out_and_that_is_said() -> None:
    quoted = "".join(f"> {line}\n" for line in ("What did they sign?", "And when?"))
    text = f"{BODY}\nOn Tue, 27 Oct 2026 at 09:00, A Person wrote:\n{quoted}\n-- \nPress office\n"
    found = read(mail(text))
    assert found.text.endswith("review what came of it.")
    assert found.notes == ("Quoted messages were not read.",)


def test_a_quoted_text_is_kept_where_the_mail_is_nothing_else() -> None:
    quoted = "".join(f"> {line}\n" for line in BODY.splitlines())
    assert "Within six months" in read(mail(f"For your record:\n\n{quoted}")).text


def test_a_mail_that_is_passed_on_counts_as_its_first_writers() -> None:
    inner = (
        "---------- Forwarded message ---------\n"
        "From: Ministry of Trade <news@trade.example>\n"
        "Date: Mon, 26 Oct 2026 at 09:00\n"
        "Subject: Joint statement\nTo: <desk@example.org>\n\n"
    )
    found = read(mail(f"FYI\n\n{inner}{BODY}", sender="A Person <a@example.org>"))
    assert (found.title, found.publisher) == ("Joint statement", "Ministry of Trade")
    assert found.text.startswith("The two Governments signed")


def test_files_in_a_mail_are_named_as_not_read() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    assert read(message).notes == ("The file “a.pdf” in the mail was not read.",)


def test_a_mail_without_text_says_so() -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["From"] = "a@example.org"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    with pytest.raises(Unreadable, match="no text"):
        read(message)


def nested(depth: int) -> bytes:
    body = b"MIME-Version: 1.0\nFrom: a@example.org\n"
    for number in range(depth):
        body += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    return body + b"Content-Type: text/plain\n\n" + BODY.encode()


def test_parts_within_parts_are_read_within_reason() -> None:
    assert "six months" in read(nested(8)).text


@pytest.mark.parametrize("limit", [200, 2_000])
def test_a_thousand_parts_within_parts_end_in_a_sentence(limit: int) -> None:
    with pytest.raises((TooMuch, Unreadable)):
        read(nested(1_000), depth=limit)


@pytest.mark.parametrize(
    "header",
    [
        "Date: the day before yesterday",
        "Date: Mon, 99 Foo 99999 99:99:99 +9999",
        'Content-Type: text/plain; charset="no-such-thing"',
        "Content-Transfer-Encoding: nonsense",
        "From: =?x?q?=ff?= <",
        "Subject: =?utf-8?b?!!!!?=",
    ],
)
def test_headers_that_are_wrong_hide_no_text(header: str) -> None:
    body = f"MIME-Version: 1.0\n{header}\n\n{BODY}".encode()
    assert "Within six months" in read(body).text
