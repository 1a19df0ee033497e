"""Papers in processes of their own: what a child does cannot hurt the bot."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.domain.papers.values import Paper
from bot.errors import TooMuch, Unreadable, UserError, WrongKind
from bot.messages import language
from bot.papers import Bounds, Papers
from tests.domain.papers.making import docx, numbered, p, package, pdf, stream

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Framework on minerals</title>'
    '<meta property="article:published_time" content="2026-10-28"></head>'
    "<body><p>The Parties shall meet within six months.</p></body></html>"
)
posix = pytest.mark.skipif(os.name != "posix", reason="there are no limits to set")


def python(code: str) -> tuple[str, ...]:
    """A child that does something else than it should."""
    return (sys.executable, "-c", code)


FOREVER = python("while True: pass")
DEAF = python("import time; time.sleep(600)")


async def test_a_page_is_read_in_a_process_of_its_own() -> None:
    paper = Paper(PAGE.encode(), url="https://mines.example/framework")
    found = await Papers().read(paper)
    assert found.text == "Framework on minerals\n\nThe Parties shall meet within six months."
    assert (found.title, found.published_on) == ("Framework on minerals", date(2026, 10, 28))
    assert (found.publisher, found.language, found.notes) == ("mines.example", "en", ())


async def test_pdfs_and_word_files_are_read_within_the_limits_of_the_child() -> None:
    papers = Papers()
    text = "両政府は、この枠組みの署名の日から六か月以内に会合する。"
    both = await asyncio.gather(
        papers.read(Paper(pdf([[text]]))), papers.read(Paper(docx(p(text))))
    )
    assert [found.text for found in both] == [text, text]


async def test_a_short_text_needs_no_process() -> None:
    papers = Papers(child=python("raise SystemExit(9)"))
    assert (await papers.read(Paper(b"The Parties meet."))).text == "The Parties meet."


async def test_a_long_text_is_read_in_a_process() -> None:
    body = b"The Parties meet. " * 5_000
    with pytest.raises(Unreadable, match="could not be read"):
        await Papers(child=python("raise SystemExit(9)")).read(Paper(body))
    assert len((await Papers().read(Paper(body))).text) == len(body) - 1


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (b"\x89PNG\r\n\x00", WrongKind, "picture"),
        (b"  ", Unreadable, "empty"),
        (package({"a.txt": "text"}), WrongKind, "archive"),
        (docx(p("0" * 3_000_000)), TooMuch, "unpacks to far more"),
        (b"%PDF-1.7\nnothing else", Unreadable, "damaged"),
    ],
    ids=["picture", "empty", "archive", "bomb", "damaged"],
)
async def test_a_refusal_comes_back_as_it_was(
    body: bytes, kind: type[UserError], says: str
) -> None:
    with pytest.raises(kind, match=says) as refusal:
        await Papers().read(Paper(body))
    assert type(refusal.value) is kind


@pytest.mark.parametrize("child", [FOREVER, DEAF], ids=["busy", "deaf"])
async def test_a_child_that_does_not_end_is_ended(child: tuple[str, ...]) -> None:
    papers = Papers(Bounds(seconds=0.0), child=child)
    with pytest.raises(TooMuch, match="took too long"):
        await papers.read(Paper(PAGE.encode()))


@posix
async def test_a_child_that_spends_its_processor_time_is_ended() -> None:
    code = (
        "import json, sys; from bot.paper_child import bound\n"
        "bound(json.loads(sys.stdin.readline()))\nwhile True: pass"
    )
    papers = Papers(Bounds(processor_seconds=1), child=python(code))
    with pytest.raises(TooMuch, match="took too long"):
        await papers.read(Paper(PAGE.encode()))


@posix
async def test_a_paper_that_takes_all_memory_is_given_up() -> None:
    papers = Papers(Bounds(memory_bytes=300_000_000))
    body = PAGE.replace("<p>", "<p>" + "<b>x</b>" * 1_200_000).encode()
    with pytest.raises(UserError) as refusal:
        await papers.read(Paper(body))
    assert type(refusal.value) in {TooMuch, Unreadable}


@posix
async def test_running_out_of_memory_is_said() -> None:
    code = (
        "import json, sys; from bot import paper_child\n"
        "def read(paper): return {'x': ' ' * 2**31}\n"
        "paper_child.read = read\npaper_child.main()"
    )
    with pytest.raises(TooMuch, match="too much memory"):
        await Papers(child=python(code)).read(Paper(PAGE.encode()))


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise SystemExit(3)",
        "print('no JSON')",
        "print('[]')",
        "print('{}')",
        "import sys\nwhile True: sys.stdout.write('x' * 100_000)",
    ],
    ids=["abort", "crash", "exit", "noise", "list", "nothing", "flood"],
)
async def test_a_child_that_fails_gives_one_sentence(
    code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unreadable, match="could not be read; save it anew"):
        await Papers(child=python(code)).read(Paper(PAGE.encode()))
    assert "was not read" in caplog.text


async def test_an_error_of_a_library_is_logged_without_the_paper(
    caplog: pytest.LogCaptureFixture,
) -> None:
    code = (
        "from bot import paper_child\n"
        "def read(paper): raise KeyError(paper.body)\n"
        "paper_child.read = read\npaper_child.main()"
    )
    with pytest.raises(Unreadable):
        await Papers(child=python(code)).read(Paper(PAGE.encode()))
    assert "KeyError at <string>:2" in caplog.text
    assert "six months" not in caplog.text


async def test_a_cancelled_reading_leaves_no_process_and_no_turn_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
    start = asyncio.create_subprocess_exec

    async def noted(*command: str, **options: object) -> asyncio.subprocess.Process:
        process = await start(*command, **options)  # type: ignore[arg-type]
        started.put_nowait(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    papers = Papers(at_once=1, child=DEAF)
    reading = asyncio.create_task(papers.read(Paper(PAGE.encode())))
    process = await started.get()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert process.returncode is not None
    again = asyncio.create_task(papers.read(Paper(PAGE.encode())))
    assert await started.get() is not process
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)


async def test_no_more_are_read_at_once_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    running = most = 0
    start = asyncio.create_subprocess_exec

    async def counted(*command: str, **options: object) -> asyncio.subprocess.Process:
        nonlocal running, most
        running += 1
        most = max(most, running)
        process = await start(*command, **options)  # type: ignore[arg-type]
        wait = process.wait

        async def ended() -> int:
            nonlocal running
            status = await wait()
            running -= 1
            return status

        monkeypatch.setattr(process, "wait", ended)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", counted)
    papers = Papers(at_once=2, child=python("print('{}')"))
    readings = (papers.read(Paper(PAGE.encode())) for _ in range(5))
    results = await asyncio.gather(*readings, return_exceptions=True)
    assert all(isinstance(result, Unreadable) for result in results)
    assert (most, running) == (2, 0)


async def test_the_loop_goes_on_while_a_paper_is_read() -> None:
    reading = asyncio.create_task(Papers().read(Paper(PAGE.encode())))
    turns = 0
    while not reading.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 20
    assert (await reading).title == "Framework on minerals"


async def test_a_child_is_given_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    code = (
        "import json, os\n"
        "print(json.dumps({'refused': ' '.join(os.environ), 'kind': 'Unreadable'}))"
    )
    with pytest.raises(Unreadable) as refusal:
        await Papers(child=python(code)).read(Paper(PAGE.encode()))
    assert "PATH" in str(refusal.value)
    assert "DISCORD_TOKEN" not in str(refusal.value)


async def test_a_child_speaks_the_language_of_the_person() -> None:
    code = (
        "import json, sys\n"
        "print(json.dumps({'refused': json.loads(sys.stdin.readline())['language']}))"
    )
    token = language.set("ja")
    try:
        with pytest.raises(Unreadable, match=r"^ja$"):
            await Papers(child=python(code)).read(Paper(PAGE.encode()))
    finally:
        language.reset(token)


@posix
async def test_a_child_can_write_no_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    code = (
        "from pathlib import Path\n"
        "from bot import paper_child\n"
        "read = paper_child.written\n"
        "def written(paper):\n"
        f"    Path({str(tmp_path)!r}, 'left').write_text('x')\n"
        "    return read(paper)\n"
        "paper_child.written = written\npaper_child.main()"
    )
    with pytest.raises(Unreadable):
        await Papers(child=python(code)).read(Paper(PAGE.encode()))
    assert "OSError" in caplog.text


async def test_a_picture_within_itself_ends_in_a_child() -> None:
    content = stream(b"/X Do " * 10, b"/Subtype /Form /Resources << /XObject << /X 4 0 R >> >>")
    body = numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
            b"/Resources << /XObject << /X 4 0 R >> >> >>",
            content,
        ]
    )
    with pytest.raises(Unreadable):
        await Papers().read(Paper(body))


def test_importing_papers_loads_no_library_that_reads_them() -> None:
    heavy = ["trafilatura", "pypdf", "lxml", "htmldate", "docx", "dateparser", "cryptography"]
    code = (
        f"import bot.papers, sys, json; print(json.dumps([m for m in {heavy} if m in sys.modules]))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert json.loads(out.stdout) == []
