"""What the loopback Discord says, and what it refuses."""

import re
from typing import Any

Json = dict[str, Any]

APPLICATION_ID = 900
GUILD_ID = 100
CHANNEL_ID = 200
USER_ID = 300

BOT: Json = {
    "id": str(APPLICATION_ID),
    "username": "Milepost",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
APPLICATION: Json = {
    "id": str(APPLICATION_ID),
    "name": "Milepost",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0",
    "flags": 0,
    "owner": {"id": "7", "username": "owner", "discriminator": "0", "avatar": None},
    "team": None,
    "summary": "",
}
PERSON: Json = {"id": str(USER_ID), "username": "aiko", "discriminator": "0", "avatar": None}

_NAME = re.compile(r"[-_\w]{1,32}")
_MENUS = (2, 3)
COMPONENTS_V2 = 1 << 15


def channel(number: int, *, recipient: int | None = None) -> Json:
    """A text channel, or the direct messages with `recipient`."""
    if recipient is not None:
        people = [{**PERSON, "id": str(recipient)}]
        return {"id": str(number), "type": 1, "recipients": people, "last_message_id": None}
    return {
        "id": str(number),
        "type": 0,
        "guild_id": str(GUILD_ID),
        "name": f"channel-{number}",
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "nsfw": False,
        "topic": None,
    }


def thread(number: int, *, archived: bool = False, locked: bool = False) -> Json:
    """A thread in the text channel; a post in a forum is one, too."""
    return {
        **channel(number),
        "type": 11,
        "parent_id": str(CHANNEL_ID),
        "owner_id": BOT["id"],
        "message_count": 1,
        "member_count": 1,
        "thread_metadata": {
            "archived": archived,
            "locked": locked,
            "auto_archive_duration": 1440,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
        },
    }


def guild(channels: list[Json], permissions: int) -> Json:
    """The server, in which everyone, the bot included, has `permissions`."""
    everyone = {
        "id": str(GUILD_ID),
        "name": "@everyone",
        "permissions": str(permissions),
        "color": 0,
        "hoist": False,
        "position": 0,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(GUILD_ID),
        "name": "Trade desk",
        "owner_id": str(USER_ID),
        "unavailable": False,
        "member_count": 2,
        "roles": [everyone],
        "channels": channels,
        "members": [member(BOT)],
        "threads": [],
        "emojis": [],
        "features": [],
    }


def member(user: Json) -> Json:
    return {
        "user": user,
        "roles": [],
        "joined_at": "2025-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


EVERY_PERMISSION = (1 << 53) - 1


def interaction(
    number: int,
    kind: int,
    data: Json,
    *,
    locale: str = "en-GB",
    permissions: int = EVERY_PERMISSION,
) -> Json:
    """What the gateway sends when a member of the server runs a command or presses a button."""
    return {
        "id": str(number),
        "application_id": str(APPLICATION_ID),
        "type": kind,
        "token": f"interaction-{number}",
        "version": 1,
        "data": data,
        "guild_id": str(GUILD_ID),
        "channel": channel(CHANNEL_ID),
        "channel_id": str(CHANNEL_ID),
        "member": {**member(PERSON), "permissions": str(permissions)},
        "locale": locale,
        "guild_locale": "en-US",
        "app_permissions": str(EVERY_PERMISSION),
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0,
        "attachment_size_limit": 10 << 20,
    }


def complaint_of_command(command: Json) -> str | None:
    """What Discord would refuse in a slash command or an entry of a menu, or None."""
    if command["type"] in _MENUS:
        return _complaint_of_entry(command)
    return _complaint_of_part(command)


def _complaint_of_part(command: Json) -> str | None:
    """What would be refused in a slash command, a group or an option."""
    if not _NAME.fullmatch(command["name"]) or command["name"] != command["name"].lower():
        return f"name: {command['name']!r}"
    if not 1 <= len(command["description"]) <= 100:
        return f"description of {command['name']}"
    if _size(command) > 8000:
        return f"{command['name']} is longer than 8000 characters"
    options = command.get("options", [])
    if len(options) > 25:
        return f"{command['name']} has more than 25 options"
    required = [option.get("required", False) for option in options]
    if required != sorted(required, reverse=True):
        return f"{command['name']} has a required option after an optional one"
    return next(filter(None, map(_complaint_of_part, options)), None)


def _complaint_of_entry(entry: Json) -> str | None:
    """What Discord would refuse in an entry of a person's or a message's menu."""
    if entry.get("description"):
        return f"{entry['name']} has a description"
    return None if 1 <= len(entry["name"]) <= 32 else f"name: {entry['name']!r}"


def _size(command: Json) -> int:
    own = len(command["name"]) + len(command["description"])
    choices = command.get("choices", [])
    chosen = sum(len(each["name"]) + len(str(each["value"])) for each in choices)
    return own + chosen + sum(map(_size, command.get("options", [])))


def complaint_of_message(sent: Json) -> str | None:
    """What Discord would refuse in a message, or None."""
    components = list(_walk(sent.get("components") or []))
    custom_ids = [each["custom_id"] for each in components if "custom_id" in each]
    text = sum(len(each.get("content", "")) for each in components)
    plain = bool(sent.get("content") or sent.get("embeds"))
    layout = bool(sent.get("flags", 0) & COMPONENTS_V2)
    refusals = {
        "components v2 exclude content and embeds": layout and plain,
        "more than 40 components": len(components) > 40,
        "more than 4000 characters of text": text > 4000,
        "empty message": not plain and not components,
        "content longer than 2000": len(sent.get("content") or "") > 2000,
        "nonce longer than 25": len(str(sent.get("nonce") or "")) > 25,
        "custom_id used twice": len(custom_ids) != len(set(custom_ids)),
    }
    complaint = next((why for why, refused in refusals.items() if refused), None)
    return complaint or _complaint_of_mentions(sent.get("allowed_mentions") or {})


def _complaint_of_mentions(mentions: Json) -> str | None:
    for kind in ("users", "roles"):
        if kind in mentions.get("parse", []) and mentions.get(kind):
            return f"allowed_mentions names {kind} and parses them"
        if len(mentions.get(kind, [])) > 100:
            return f"allowed_mentions names more than 100 {kind}"
    return None


def _walk(components: list[Json]) -> Any:
    for each in components:
        yield each
        yield from _walk(each.get("components", []))
        if "accessory" in each:
            yield each["accessory"]
