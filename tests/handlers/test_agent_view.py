"""Slack's agent view: each message is the root of a thread, and its answers stand in that thread."""

from __future__ import annotations

from tests.handlers.conftest import LEAD, Make, words_of


def _threads(world, since: int = 0) -> list[tuple[str, str]]:
    """Return the bot's messages in the direct conversation: the thread of each, and its words."""
    world.settle()
    channel = world.standin.dm_of(LEAD)
    bot = world.standin.bot_user
    said = [one for one in world.standin.messages.get(channel, []) if one.get("user") == bot]
    return [(str(one.get("thread_ts", "")), words_of(one)) for one in said[since:]]


def _said(world, text: str, thread: str = "") -> str:
    """Write in the Messages tab; return the stamp of what was written."""
    world.people.dm(LEAD, text, thread_ts=thread)
    world.settle()
    channel = world.standin.dm_of(LEAD)
    mine = [one for one in world.standin.messages[channel] if one.get("user") == LEAD]
    return str(mine[-1]["ts"])


def test_answers_and_what_leans_on_them_stand_in_the_thread_of_the_message(make: Make) -> None:
    world = make(agent_view=True)
    world.say("new ICE data breach to ICE, DHS sent 2023-11-09 received 2023-11-09")
    world.say("new Phone rates to BOP sent 2023-11-01 received 2023-11-02")

    first = _said(world, "status ice data breach")
    other = _said(world, "status phone rates")
    _said(world, "why?", first)

    (in_first, _), (in_other, _), (again, why) = _threads(world)
    assert (in_first, in_other, again) == (first, other, first)
    assert "ICE data breach" in why
    assert "Phone rates" not in why  # what was said in another thread is not this one's


def test_a_statement_is_proposed_confirmed_and_undone_in_its_thread(make: Make) -> None:
    world = make(agent_view=True)
    world.say("new ICE data breach to ICE sent 2023-11-09 received 2023-11-09")

    root = _said(world, "ICE acknowledged the ice data breach on 2023-11-20")
    _said(world, "yes", root)
    _said(world, "undo that", root)

    threads = _threads(world)
    assert [thread for thread, _ in threads] == [root, root, root]
    assert "Record this?" in threads[0][1]
    assert "Recorded" in threads[1][1]
    assert "Taken back" in threads[2][1]


def test_without_the_option_a_direct_message_is_answered_below_it(make: Make) -> None:
    world = make()
    world.say("new ICE data breach to ICE sent 2023-11-09 received 2023-11-09")

    _said(world, "status ice data breach")

    assert [thread for thread, _ in _threads(world)] == [""]
