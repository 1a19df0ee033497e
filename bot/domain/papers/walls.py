"""Walls: pages that stand in the place of the one that was asked for."""

import re
from typing import Any

from bot.errors import Unreadable
from bot.messages import t

_LETTERS = 1_200
"""A page with more text than this is taken for what it seems to be."""

_LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|subscribe to (?:read|continue)|anmelden|einloggen|se connecter|"
    r"inicia(?:r)? sesión|inloggen)\b|ログイン|サインイン|会員登録|登录|로그인",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy (?:choices|settings)|accept all|zustimm\w+|datenschutz|"
    r"consentement|before you continue)\b|同意|クッキー",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"\b(?:just a moment|are you a robot|not a robot|verify(?:ing)? (?:that )?you are human|"
    r"captcha|checking your browser|access denied|attention required|request blocked|"
    r"403 forbidden)\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(?:enable|turn on|requires?|activate|needs?|aktivier\w+|activer)\b.{0,40}\bjava ?script\b|"
    r"\bjava ?script\b.{0,60}\b(?:enabled?|disabled|required|turned off|deaktiviert|aktivier\w+)\b|"
    r"(?:JavaScript|スクリプト).{0,20}(?:有効|無効)",
    re.IGNORECASE | re.DOTALL,
)


def signs_of(tree: Any) -> tuple[bool, str]:
    """Before the tree is cleaned: whether it asks for a password, and what it says to browsers
    without scripts."""
    fields = any((field.get("type") or "").lower() == "password" for field in tree.iter("input"))
    spoken = " ".join("".join(element.itertext())[:500] for element in tree.iter("noscript"))
    return fields, spoken[:2_000]


def refuse_wall(text: str, title: str | None, signs: tuple[bool, str]) -> None:
    """Raise Unreadable where a page's short text is no more than a wall's."""
    if len(text) > _LETTERS:
        return
    password, spoken = signs
    seen = f"{title or ''}\n{text}"
    short = len(text) < 400
    if _ROBOT.search(seen) and len(text) < 800:
        raise Unreadable(
            t("The site asks whether a person is reading; paste the page's text instead.")
        )
    if short and (password or _LOGIN.search(seen)):
        raise Unreadable(
            t("The page can be read only after a login; paste its text or give it as a file.")
        )
    if short and (_SCRIPT.search(seen) or (len(text) < 200 and _SCRIPT.search(spoken))):
        raise Unreadable(
            t("The page shows its text only to a browser with scripts; paste its text instead.")
        )
    if len(_CONSENT.findall(seen)) >= max(3, len(text) // 120):
        raise Unreadable(
            t("The page asks for consent before it shows its text; paste the text instead.")
        )
