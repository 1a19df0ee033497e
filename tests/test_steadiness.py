"""When a connection to Discord is given up: after too much without a calm spell, never before."""

from bot.steadiness import CALM_SECONDS, MOST_DROPS, MOST_NEW_SESSIONS, Steadiness

LONG = CALM_SECONDS + 1


def test_a_connection_that_keeps_breaking_is_lost() -> None:
    steadiness = Steadiness()
    for second in range(MOST_DROPS):
        steadiness.came_up(second)
        steadiness.went_down(second)
    assert not steadiness.lost.is_set()
    steadiness.went_down(MOST_DROPS)
    assert steadiness.lost.is_set()


def test_a_break_now_and_then_is_borne_for_ever() -> None:
    steadiness = Steadiness()
    for day in range(100):
        steadiness.came_up(day * LONG)
        steadiness.went_down((day + 1) * LONG)
        steadiness.new_session()
    assert not steadiness.lost.is_set()


def test_an_outage_counts_only_what_was_up() -> None:
    """Hours of failing to connect are no calm, though nothing was lost in them."""
    steadiness = Steadiness()
    for hour in range(MOST_DROPS + 1):
        steadiness.went_down(hour * 3600)
    assert steadiness.lost.is_set()


def test_new_sessions_come_ever_slower_and_then_not_at_all() -> None:
    steadiness = Steadiness()
    pauses = [steadiness.new_session() for _ in range(MOST_NEW_SESSIONS)]
    assert pauses == sorted(pauses)
    assert pauses[0] > 0
    assert not steadiness.lost.is_set()
    steadiness.new_session()
    assert steadiness.lost.is_set()


def test_a_connection_is_calm_only_once_it_has_held_and_while_it_is_up() -> None:
    steadiness = Steadiness()
    assert not steadiness.calm(LONG)
    steadiness.came_up(0)
    assert not steadiness.calm(1)
    assert steadiness.calm(LONG)
    steadiness.went_down(LONG)
    assert not steadiness.calm(2 * LONG)


def test_what_once_held_is_known_to_have_held_after_it_broke() -> None:
    """So that the next outage is met with short pauses again."""
    steadiness = Steadiness()
    steadiness.came_up(0)
    assert not steadiness.held(1)
    steadiness.went_down(LONG)
    assert steadiness.held(LONG)
