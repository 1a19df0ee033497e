"""`milepost gallery`: a picture of every answer, taken of the demo's own page by a browser."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from bot.demo.run import Stage, staged
from bot.demo.simulator import Page
from bot.demo.start import Demo
from bot.errors import SettingsError
from bot.messages import t

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH = 1060
SIDE, TOP, BOTTOM = 262, 176, 132
"""What of the page is not the conversation, in pixels from its edges."""

PAGE_SECONDS = 9
LONGEST_SECONDS = 60
ROOM = 12


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what is typed before it, and how high a window shows the answer whole."""

    name: str
    command: str
    options: dict[str, str] = field(default_factory=dict)
    height: int = 900


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
        900,
    ),
    Scene("calendar", "calendar", {"month": "April 2026", "theme": "dark"}, 950),
    Scene("ask", "ask", {"question": "when does funding start under the Japan deal?"}),
    Scene("deadline", "deadline", {"phrase": "within 180 days of 28 Oct 2025 in Tokyo"}, 1200),
    Scene("health", "health", {}),
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
    await server.viewers[0].slash(server.deadlines, scene.command, **scene.options)
    await shown.env.settle()


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
