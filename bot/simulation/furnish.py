"""Puts a scene into the database as people would have left it there, in a few statements."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.agreements import EventKind, Instrument
from bot.domain.dates.compute import compute, occurrence
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import deadline_to_json, rule_to_json
from bot.domain.dates.values import Anchor, DeadlineKind, Precision, Standing
from bot.domain.milestones import Modality
from bot.domain.subscriptions import Scope
from bot.services import Services
from bot.simulation.oracle.record import Commitment, Spot, Wish
from bot.simulation.scene import SIGNED_IN, Scene
from db.filing import file_everything
from db.models.agreements import AgreementRow, EventRow
from db.models.guilds import GuildRow
from db.models.milestones import MilestoneRow
from db.models.places import PlaceRow
from db.models.reminders import SubscriptionRow

CONVENTION = "political-default"
PERIODS = {3: "every three months after signature", 6: "every six months after signature"}


async def furnish(engine: AsyncEngine, services: Services, scene: Scene) -> None:
    """Store the scene, and have the bot plan what follows from it."""
    async with engine.begin() as connection:
        await _servers(connection, scene)
        agreements = await _agreements(connection, scene)
        milestones = await _milestones(connection, scene, agreements)
        await _wishes(connection, scene, agreements, milestones)
        await connection.run_sync(file_everything)
    for server in scene.servers:
        await services.guilds.update(
            server.id, by=None, now=scene.begins, hour=server.hour, channel_id=server.channel_id
        )


async def _servers(connection: AsyncConnection, scene: Scene) -> None:
    rows = [
        {
            "id": each.id,
            "name": f"Desk {each.id}",
            "zone": each.zone,
            "hour": (each.hour + 1) % 24,  # set right below, so that everything is planned
            "admin_channel_id": each.admin_channel_id,
        }
        for each in scene.servers
    ]
    await connection.execute(insert(GuildRow), rows)
    places = [
        {
            "guild_id": each.spot.server_id,
            "channel_id": each.spot.channel_id,
            "user_id": each.spot.user_id,
            "public": each.public if each.spot.channel_id else None,
        }
        for each in scene.channels
    ]
    await connection.execute(insert(PlaceRow), places)


async def _agreements(connection: AsyncConnection, scene: Scene) -> dict[tuple[int, str], int]:
    names = dict.fromkeys((each.server.id, each.agreement) for each in scene.commitments)
    ids = {name: number for number, name in enumerate(names, 1)}
    rows = [
        {
            "id": id_,
            "guild_id": server_id,
            "title": name,
            "short_name": name,
            "instrument": Instrument.FRAMEWORK.value,
            "summary": "",
            "zone": SIGNED_IN,
            "convention": CONVENTION,
            "aliases": [],
            "commodities": [],
            "topics": [],
            "questions": [],
            "related": [],
        }
        for (server_id, name), id_ in ids.items()
    ]
    await connection.execute(insert(AgreementRow), rows)
    signed = {
        ids[each.server.id, each.agreement]: each.anchor
        for each in scene.commitments
        if each.anchor
    }
    await connection.execute(
        insert(EventRow),
        [_signature(id_, on, scene.begins) for id_, on in signed.items()],
    )
    return ids


def _signature(agreement_id: int, on: date, recorded_at: datetime) -> dict[str, Any]:
    return {
        "agreement_id": agreement_id,
        "kind": EventKind.SIGNED.value,
        "on": on,
        "zone": SIGNED_IN,
        "place": "Tokyo",
        "precision": Precision.DAY.value,
        "standing": Standing.CONFIRMED.value,
        "also_on": [],
        "recorded_at": recorded_at,
    }


async def _milestones(
    connection: AsyncConnection, scene: Scene, agreements: Mapping[tuple[int, str], int]
) -> dict[tuple[int, str], int]:
    rows = [
        {
            "id": number,
            "guild_id": each.server.id,
            "agreement_id": agreements[each.server.id, each.agreement],
            "what": each.what,
            "kind": (DeadlineKind.ACT_BY if each.acts else DeadlineKind.IN_FORCE).value,
            "modality": Modality.SHALL.value,
            "obligors": ["Japan"],
            "zone": each.zone,
            "convention": CONVENTION,
            "calendars": [],
            "occurrence": each.time or None,
            **_dated(each),
        }
        for number, each in enumerate(scene.commitments, 1)
    ]
    await connection.execute(insert(MilestoneRow), rows)
    return {(each.server.id, each.name): number for number, each in enumerate(scene.commitments, 1)}


def _dated(commitment: Commitment) -> dict[str, Any]:
    """The columns of a deadline's rule and of the date that it gives."""
    kind = DeadlineKind.ACT_BY if commitment.acts else DeadlineKind.IN_FORCE
    if commitment.anchor is not None:
        rule, deadline = _recurring(commitment.months, commitment.anchor, commitment.time, kind)
    else:
        rule, deadline = _fixed(commitment.on, commitment.zone, kind)
    on = commitment.on
    return {"rule": rule, "deadline": deadline, "due_on": on, "earliest_on": on, "latest_on": on}


@lru_cache(maxsize=4096)
def _fixed(on: date, zone: str, kind: DeadlineKind) -> tuple[dict[str, Any], dict[str, Any]]:
    rule = read_rule(f"by {on.isoformat()}")
    deadline = compute(rule, zone=zone, convention=CONVENTION, kind=kind)
    assert deadline.due == on
    return rule_to_json(rule), deadline_to_json(deadline)


@lru_cache(maxsize=4096)
def _recurring(
    months: int, anchor: date, time: int, kind: DeadlineKind
) -> tuple[dict[str, Any], dict[str, Any]]:
    rule = read_rule(PERIODS[months])
    anchors = {"signature": Anchor(anchor, SIGNED_IN, name="signature")}
    found = occurrence(rule, anchors, zone=SIGNED_IN, convention=CONVENTION, kind=kind, number=time)
    assert found is not None
    return rule_to_json(rule), deadline_to_json(found[1])


async def _wishes(
    connection: AsyncConnection,
    scene: Scene,
    agreements: Mapping[tuple[int, str], int],
    milestones: Mapping[tuple[int, str], int],
) -> None:
    places = {each.spot: number for number, each in enumerate(scene.channels, 1)}
    for number, wish in enumerate(scene.wishes, 1):
        wish.id = number
    rows = [_wish(each, places, agreements, milestones) for each in scene.wishes]
    await connection.execute(insert(SubscriptionRow), rows)


def _wish(
    wish: Wish,
    places: Mapping[Spot, int],
    agreements: Mapping[tuple[int, str], int],
    milestones: Mapping[tuple[int, str], int],
) -> dict[str, Any]:
    scope, agreement_id, milestone_id = Scope.EVERYTHING, None, None
    if wish.what:
        scope = Scope.MILESTONE
        milestone_id = milestones[wish.server.id, f"{wish.agreement}: {wish.what}"]
    elif wish.agreement:
        scope, agreement_id = Scope.AGREEMENT, agreements[wish.server.id, wish.agreement]
    return {
        "id": wish.id,
        "guild_id": wish.server.id,
        "scope": scope.value,
        "agreement_id": agreement_id,
        "milestone_id": milestone_id,
        "place_id": places[wish.spot],
        "fallback_id": places[wish.fallback] if wish.fallback else None,
        "ladder": list(wish.ladder),
        "role_id": wish.role,
        "created_by": wish.author,
        "created_at": wish.since,
    }
