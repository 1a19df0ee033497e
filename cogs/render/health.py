"""How delivery stands, and what an outage made late, as people see it."""

from discord import ui

from bot.domain.health import (
    Health,
    NextPost,
    OutageNotice,
    Trouble,
    length,
    line,
    told_in,
    waiting,
)
from bot.domain.places import Place
from bot.messages import t, tn
from cogs.render.look import Block, Tone, card, channel, person, stamp


def health_card(health: Health) -> ui.LayoutView:
    """How delivery stands in one server: a line, and what it was read from."""
    well = health.trouble is None and not health.closed
    return card(
        _title(health),
        line(health),
        Block(_facts(health)),
        Block([_post(each) for each in health.next], heading=t("The next posts")),
        tone=Tone.SETTLED if well else Tone.PRESSING,
    )


def _title(health: Health) -> str:
    if health.trouble is Trouble.LATE:
        return t("Reminders are late")
    if health.trouble is not None:
        return t("Reminders stand still")
    return t("Reminders go out, but not everywhere") if health.closed else t("All is well")


def _facts(health: Health) -> list[str]:
    pulse, queue = health.pulse, health.queue
    facts = [t("Due and unsent: {waiting}", waiting=waiting(health))]
    if pulse.ticked_at:
        facts.insert(0, t("Last tick: {ago}", ago=stamp(pulse.ticked_at, "R")))
    if queue.oldest_at:
        facts.append(t("The oldest of it was due {ago}", ago=stamp(queue.oldest_at, "R")))
    if queue.held:
        facts.append(
            tn(
                "{count} is held back until a pause or closed hours end",
                "{count} are held back until a pause or closed hours end",
                queue.held,
            )
        )
    if health.closed:
        facts.append(
            tn(
                "{count} place cannot be posted to: `/undelivered` shows it",
                "{count} places cannot be posted to: `/undelivered` shows them",
                health.closed,
            )
        )
    return facts


def _post(post: NextPost) -> str:
    return f"{stamp(post.due_at, 'f')} · {where(post.place)} · {told_in(post)}"


def where(place: Place) -> str:
    """A place, as a link to its channel or by the name of its reader."""
    if place.channel_id is not None:
        return channel(place.channel_id)
    return t("direct messages to {person}", person=person(place.user_id or 0))


def outage_card(notice: OutageNotice) -> ui.LayoutView:
    """What a server's admin channel is told once an outage is over."""
    begun, ended = notice.outage.begun_at, notice.outage.ended_at
    return card(
        t("Reminders stood still"),
        t(
            "From {begun} to {ended} ({length}) I could not post. Nothing is lost: {late} fell due "
            "meanwhile in {places}, and what is still news has been posted, marked as late.",
            begun=stamp(begun, "f"),
            ended=stamp(ended, "t" if ended.date() == begun.date() else "f"),
            length=length(ended - begun),
            late=tn("{count} reminder", "{count} reminders", notice.reminders),
            places=tn("{count} place", "{count} places", notice.places),
        ),
        tone=Tone.QUIET,
    )
