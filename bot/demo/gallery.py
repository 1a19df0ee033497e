"""`milepost gallery`: a picture of every answer, taken of the demo's own page by a browser."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from bot.demo.run import Stage, staged
from bot.demo.simulator import Page
from bot.demo.start import Demo
from bot.domain.drafts.items import Review
from bot.errors import SettingsError
from bot.messages import t

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH = 1060
SIDE, TOP, BOTTOM = 262, 176, 132
"""What of the page is not the conversation, in pixels from its edges."""

PAGE_SECONDS = 9
LONGEST_SECONDS = 60
ROOM = 12


FRAMEWORK = """Finland and Chile sign a framework on lithium and copper

HELSINKI, 16 April 2026 - The governments of Finland and Chile signed a framework on the processing
of lithium and copper in Helsinki on 16 April 2026.

Within six months of signature, Finland shall name the refineries that take part. Chile intends to
publish the quantities on offer by 30 June 2026. A list of joint projects shall follow within 90
days. The two governments will convene a joint working group by 1 March 2027.

Either side may end the framework by giving three months' written notice.
"""
"""An agreement that does not exist, told as the press tells of such."""

PUBLISHED_ON = date(2026, 4, 16)
TOLD = {"title": "The Copper Gazette", "published": PUBLISHED_ON.isoformat()}


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what is typed before it, and how high a window shows the answer whole.

    `typed` goes into the form that the command opens; with `accepted` all of that text is on
    record before.
    """

    name: str
    command: str
    options: dict[str, str] = field(default_factory=dict)
    height: int = 900
    typed: dict[str, str] = field(default_factory=dict)
    accepted: str | None = None


SCENES = (
    Scene("due", "due", {"agreement": "US-Japan Framework"}),
    Scene("brief", "brief", {"subject": "US-Japan Framework"}, 1500),
    Scene("changes", "changes", {"since": "last week"}),
    Scene(
        "compare",
        "compare",
        {"first": "US-Japan Framework", "second": "US-Australia Framework"},
        1600,
    ),
    Scene(
        "timeline",
        "timeline",
        {"subject": "China", "period": "1 October 2025 to 31 December 2026"},
        1700,
    ),
    Scene("calendar", "calendar", {"month": "April 2026", "theme": "dark"}, 1500),
    Scene("ask", "ask", {"question": "when does funding start under the Japan deal?"}),
    Scene("deadline", "deadline", {"phrase": "within 180 days of 28 Oct 2025 in Tokyo"}, 1200),
    Scene("health", "health", {}),
    Scene("draft", "import", height=1500, typed={"text": FRAMEWORK, **TOLD}),
    Scene(
        "provenance",
        "milestone show",
        {"milestone": "publish the quantities"},
        height=1300,
        accepted=FRAMEWORK,
    ),
)


def take(folder: Path) -> list[Path]:
    """Take every picture into `folder`; returns the files. SettingsError without a browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SettingsError(
            t("Pictures are taken by Chromium, which is not installed: install it and try again.")
        )
    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_take(folder, browser))


async def _take(folder: Path, browser: str) -> list[Path]:
    taken = []
    for scene in SCENES:
        # Each in a conversation of its own, so that nothing else stands in the picture.
        async with _played() as (stage, shown):
            await _act(stage, shown, scene)
            file = folder / f"{scene.name}.png"
            file.write_bytes(_cropped(await _photographed(browser, shown.url, scene.height)))
            taken.append(file)
    return taken


@asynccontextmanager
async def _played() -> AsyncIterator[tuple[Stage, Page]]:
    with tempfile.TemporaryDirectory(prefix="milepost-gallery-") as folder:
        async with staged(Demo(folder=Path(folder), greeting=False)) as (stage, shown):
            playing = asyncio.create_task(stage.play(shown))
            try:
                yield stage, shown
            finally:
                stage.end()
                await playing


async def _act(stage: Stage, shown: Page, scene: Scene) -> None:
    """Type the command as the editor does, and wait until it is answered."""
    server = stage.desk.server
    editor, channel = server.viewers[0], server.deadlines
    if scene.accepted is not None:
        await _put_on_record(stage, scene.accepted)
    answer = await editor.slash(channel, scene.command, **scene.options)
    if scene.typed:
        await editor.submit_modal(answer, scene.typed)
    await shown.env.settle()


async def _put_on_record(stage: Stage, words: str) -> None:
    """Accept all of a text, without a message in the picture."""
    desk, now = stage.desk, stage.clock()
    guild_id, editor = desk.server.guild.id, desk.server.viewers[0].id
    found = await desk.services.drafts.from_text(
        guild_id,
        words,
        by=editor,
        now=now,
        source_url="https://gazette.example/framework",
        source_title=TOLD["title"],
        published_on=PUBLISHED_ON,
    )
    if isinstance(found, Review):
        await desk.services.drafts.accept_all(guild_id, found.id, by=editor, now=now)


async def _photographed(browser: str, url: str, height: int) -> bytes:
    """The page as the browser shows it once it has come to rest."""
    with tempfile.TemporaryDirectory(prefix="milepost-gallery-") as folder:
        file = Path(folder) / "page.png"
        process = await asyncio.create_subprocess_exec(
            browser,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}",
            f"--window-size={WIDTH},{height}",
            f"--virtual-time-budget={PAGE_SECONDS * 1000}",
            f"--screenshot={file}",
            url,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await asyncio.wait_for(process.wait(), LONGEST_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
        if not file.exists():
            raise SettingsError(t("The browser took no picture; run it once by hand to see why."))
        return file.read_bytes()


def _cropped(png: bytes) -> bytes:
    """The conversation alone, without the empty room around it."""
    with Image.open(BytesIO(png)) as page:
        talk = page.convert("RGB").crop((SIDE, TOP, page.width, page.height - BOTTOM))
    ground = Image.new("RGB", talk.size, talk.getpixel((talk.width - 4, talk.height // 2)))
    box = ImageChops.difference(talk, ground).getbbox() or (0, 0, talk.width, talk.height)
    upper, lower = max(box[1] - ROOM, 0), min(box[3] + ROOM, talk.height)
    file = BytesIO()
    picture = talk.crop((0, upper, talk.width, lower))
    picture.quantize(255, method=Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=True)
    return file.getvalue()
