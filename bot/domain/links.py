"""Links: whether two of them lead to the same page."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|"
    r"_hs(?:enc|mi)|mkt_tok|cmpid|ocid|ito|smid|s_cid|ref|ref_src|ref_url|referrer|partner",
    re.IGNORECASE,
)
"""Parameters that say how somebody came to a page, and nothing of which page it is."""

_USUAL_PORTS = {"http": 80, "https": 443}


def same_page(link: str) -> str | None:
    """What all links to the page share: without scheme, fragment, tracking or a slash at the end.

    None for what is no link to a page.
    """
    try:
        parts = urlsplit(link.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL_PORTS or not host:
        return None
    at = "" if port in (None, _USUAL_PORTS[parts.scheme]) else f":{port}"
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{host}{at}{quote(unquote(parts.path)).rstrip('/')}{query}"


def pasted(text: str) -> str:
    """A link as it was pasted, without Discord's `<` and `>`, its brackets written in codes."""
    link = text.strip().removeprefix("<").removesuffix(">")
    for sign in "()[]":
        link = link.replace(sign, f"%{ord(sign):X}")
    return link


def host_of(link: str | None) -> str | None:
    """Whose page it is, by the name of its server without "www."; None without a link."""
    try:
        host = (urlsplit(link or "").hostname or "").rstrip(".")
    except ValueError:
        return None
    return host.removeprefix("www.") or None
