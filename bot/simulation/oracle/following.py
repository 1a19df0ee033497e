"""Following: what a change of the record means for one wish and one deadline."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.simulation.oracle.debts import Debts
from bot.simulation.oracle.ladder import DAY, over_at, rungs
from bot.simulation.oracle.owed import Line, Owed, Pair, Why
from bot.simulation.oracle.record import Commitment, Wish

STILL_NEWS = DAY
"""How long after its time a rung that came back is still worth telling."""

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """A wish and a deadline at an instant; `fresh` where the deadline has just got its date."""

    debts: Debts
    now: datetime
    wish: Wish
    commitment: Commitment
    fresh: bool

    @property
    def line(self) -> Line:
        return self.debts.lines[self.wish.spot, self.commitment]

    @property
    def pair(self) -> Pair:
        return self.debts.pairs[self.wish, self.commitment]

    @property
    def called_for(self) -> bool:
        return self.commitment.speaks and self.wish.covers(self.commitment)


def followed(case: Case) -> dict[int, datetime]:
    """Bring what is owed in line with the record; the rungs that lie ahead, with their instants.

    What fell due in the last day and was not told is owed now, as is a rung that lay ahead until a
    change of settings put it into the past.
    """
    wish, commitment, pair = case.wish, case.commitment, case.pair
    pending, pair.pending = pair.pending, set()
    skipped = pair.skipped == commitment.version
    calls = case.called_for and not skipped
    wanted = rungs(commitment, wish.ladder, wish.server) if calls else {}
    unsaid = _withdrawn(case, wanted)
    noticed = case.called_for and _noticed(case, unsaid)
    if case.fresh and case.called_for and not noticed:
        _tell_at_once(case, wanted)
    since = case.now if case.fresh else max(case.now - STILL_NEWS, wish.since)
    for rung, at in wanted.items():
        if at <= case.now and (at > since or (commitment.version, rung) in pending):
            case.debts.owe_rung(wish, commitment, rung, case.now)
    ahead = {rung: at for rung, at in wanted.items() if at > case.now}
    pair.pending = {(commitment.version, rung) for rung in ahead}
    return ahead


def _withdrawn(case: Case, wanted: dict[int, datetime]) -> bool:
    """Take back what this wish does not call for now; whether that was news of another date."""
    unsaid = False
    for owed in [each for each in case.line.open if case.wish in each.wishes]:
        if owed.why is Why.SNOOZED:
            owed.allowed |= not case.commitment.speaks or case.wish.ended
        elif not case.called_for or owed.on != case.commitment.on:
            # A notice that never went out speaks for the rung that it replaced.
            news = owed.why is Why.RUNG or case.line.last is None
            unsaid |= owed.on != case.commitment.on and news and not case.commitment.time
            _take_back(case, owed)
        elif owed.why is Why.RUNG and wanted.get(owed.rung, NEVER) > case.now:
            if owed.tried:
                owed.allowed = True  # put off or skipped, but for what is on its way
            else:
                _take_back(case, owed)
    return unsaid


def _take_back(case: Case, owed: Owed) -> None:
    owed.wishes.discard(case.wish)
    if owed.why is Why.MOVED:
        case.pair.noticed.discard(case.commitment.version)
    if not owed.wishes:
        case.debts.lapse(owed, case.now)


def _noticed(case: Case, unsaid: bool) -> bool:
    """Whether a place must now hear that a date has moved of which it heard before."""
    commitment, line = case.commitment, case.line
    heard_another = line.last not in (None, commitment.on) and not commitment.time
    if not (heard_another or unsaid) or commitment.version in case.pair.noticed:
        return False
    case.pair.noticed.add(commitment.version)
    for owed in line.open:
        if owed.why is Why.MOVED and owed.on == commitment.on:
            owed.wishes.add(case.wish)
            return True
    where = (commitment, case.wish.spot)
    case.debts.owe(Owed(*where, Why.MOVED, 0, commitment.on, case.now, {case.wish}))
    return True


def _tell_at_once(case: Case, wanted: dict[int, datetime]) -> None:
    """A new date whose ladder has begun is told at once, unless the place knows it."""
    begun = [(at, rung) for rung, at in wanted.items() if rung >= 0 and at <= case.now]
    known = case.commitment.on in case.line.told
    if begun and not known and over_at(case.commitment) > case.now:
        case.debts.owe_rung(case.wish, case.commitment, max(begun)[1], case.now)
