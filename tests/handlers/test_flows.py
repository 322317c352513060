"""What people do in Slack, from a signed payload to what they see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from handlers.devkit.payloads import pressable

pytestmark = pytest.mark.slow

Read = Callable[[dict[str, Any]], str]
LEAD, OUTSIDER, CHANNEL = "U0LEAD0001", "U0OUTSIDE1", "C0FOIA0001"


def _button(message: dict[str, Any], label: str) -> dict[str, Any]:
    found = [e for e in pressable(message["blocks"]) if e.get("text", {}).get("text") == label]
    assert found, f"no button {label!r}"
    return found[0]


def test_status_answers_in_the_ack_for_one_person_only(filed: Any, read: Read) -> None:
    before = len(filed.standin.calls)

    answer = filed.say("status ice data breach")

    assert answer["ephemeral_to"] == LEAD
    assert "Mon Dec 11, 2023" in read(answer)
    posts = [c.method for c in filed.standin.calls[before:] if c.method.startswith("chat.")]
    assert posts == []


def test_a_slow_verb_is_acked_empty_and_answered_by_response_url(filed: Any) -> None:
    reply = filed.people.command(LEAD, CHANNEL, "find aggregate data")

    assert (reply.status, reply.body) == (200, "")
    filed.settle()
    (answer,) = filed.standin.called("response_url")
    assert answer["unfurl_links"] is False
    assert answer["unfurl_media"] is False
    assert filed.last()["ephemeral_to"] == LEAD


def test_a_mention_is_answered_in_its_thread_and_to_the_person_only(filed: Any, read: Read) -> None:
    filed.people.mention(LEAD, CHANNEL, "status ice data breach")

    answer = filed.last()

    asked = next(m for m in filed.standin.messages[CHANNEL] if m.get("user") == LEAD)
    assert answer["thread_ts"] == asked["ts"]
    assert answer["ephemeral_to"] == LEAD
    assert "ICE data breach" in read(answer)


def test_plain_words_in_a_direct_message_are_answered_there(filed: Any, read: Read) -> None:
    filed.people.dm(LEAD, "what is overdue?")

    answer = filed.last(filed.standin.dm_of(LEAD))

    assert "Dec 11, 2023" in read(answer)


def test_somebody_not_on_the_team_gets_the_fixed_refusal_on_every_surface(
    filed: Any, read: Read
) -> None:
    by_command = read(filed.say("status", user=OUTSIDER))
    filed.people.mention(OUTSIDER, CHANNEL, "status")
    by_mention = read(filed.last(user=OUTSIDER))
    filed.people.dm(OUTSIDER, "status")
    by_dm = read(filed.last(filed.standin.dm_of(OUTSIDER), OUTSIDER))

    assert by_command == by_mention == by_dm
    assert "members of the team only" in by_command


def test_a_button_says_its_line_and_an_outsider_cannot_press_it(filed: Any, read: Read) -> None:
    answer = filed.say("status ice data breach")
    why = _button(answer, "Why these dates?")

    filed.people.press(LEAD, CHANNEL, answer, why)
    told = read(filed.last())
    filed.people.press(OUTSIDER, CHANNEL, answer, why)
    refused = read(filed.last(user=OUTSIDER))

    assert "Veterans Day" in told
    assert "members of the team only" in refused


def test_a_forged_button_value_is_refused_and_says_nothing(filed: Any, read: Read) -> None:
    answer = filed.say("status ice data breach")
    forged = {**_button(answer, "Why these dates?"), "value": "why #r1"}

    filed.people.press(LEAD, CHANNEL, answer, forged)

    assert "not valid any more" in read(filed.last())


def test_undo_pressed_twice_has_one_effect(world: Any, read: Read) -> None:
    world.say("new First matter to ICE sent 2023-11-09")
    second = world.say("new Second matter to ICE sent 2023-11-09")
    undo = _button(second, "Undo")

    world.people.press(LEAD, CHANNEL, second, undo)
    world.people.press(LEAD, CHANNEL, second, undo)

    assert "used already" in read(world.last())
    assert "First matter" in read(world.say("status"))


def test_share_here_shows_the_answer_to_all_where_the_place_is_on_the_list(filed: Any) -> None:
    answer = filed.say("status ice data breach")

    filed.people.press(LEAD, CHANNEL, answer, _button(answer, "Share here"))

    assert "ephemeral_to" not in filed.last()
    (post,) = filed.standin.called("chat.postMessage")
    assert post["unfurl_links"] is False


def test_share_here_is_refused_when_the_channel_became_shared_meanwhile(
    filed: Any, read: Read
) -> None:
    answer = filed.say("status ice data breach")
    filed.standin.channels[CHANNEL]["is_ext_shared"] = True

    filed.people.press(LEAD, CHANNEL, answer, _button(answer, "Share here"))

    assert "cannot be shown" in read(filed.last())
    assert filed.standin.called("chat.postMessage") == []


def test_there_is_no_share_button_in_a_place_that_is_not_on_the_list(world: Any) -> None:
    world.say("new ICE data breach to ICE sent 2023-11-09")

    labels = [e.get("text", {}).get("text") for e in pressable(world.say("status ice")["blocks"])]

    assert "Share here" not in labels


def test_turning_a_page_replaces_the_list(world: Any, read: Read) -> None:
    for number in range(8):
        world.say(f"new Matter number{number} to ICE sent 2023-11-09")
    first = world.say("status")
    shown = len(world.shown())

    world.people.press(LEAD, CHANNEL, first, _button(first, "Show more"))

    assert len(world.shown()) == shown
    assert "7–8 of 8 requests" in read(world.last())


def test_a_form_is_checked_before_the_ack_and_its_faults_stand_at_the_field(
    filed: Any, read: Read
) -> None:
    filed.people.command(LEAD, CHANNEL, "log")
    filed.settle()
    view = filed.standin.views[LEAD][-1]
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    target, event, on = names[0], names[1], names[2]
    options = next(b for b in view["blocks"] if b.get("block_id") == event)["element"]["options"]
    acknowledged = next(o["value"] for o in options if "Acknowledged by" in o["text"]["text"])
    values = {target: "no such request/ICE", event: acknowledged, on: "2023-12-01"}

    wrong = filed.people.submit(LEAD, values)
    right = filed.people.submit(LEAD, {**values, target: "ice-data-breach/ICE"})
    filed.settle()

    assert wrong.body["response_action"] == "errors"
    assert set(wrong.body["errors"]) == {target}
    assert right.body == ""
    assert filed.standin.views[LEAD] == []
    assert "acknowledged" in read(filed.last()).casefold()


def test_home_shows_the_lists_and_its_buttons_open_answers(filed: Any, read: Read) -> None:
    filed.people.open_home(LEAD)
    filed.settle()
    home = filed.standin.homes[LEAD]

    filed.people.press_in_view(LEAD, home, _button(home, "Status"))
    filed.settle()

    assert "Overdue (2)" in read(home)
    assert "ICE data breach" in read(filed.standin.views[LEAD][-1])


def test_home_of_somebody_not_on_the_team_shows_the_refusal_only(filed: Any, read: Read) -> None:
    filed.people.open_home(OUTSIDER)
    filed.settle()

    shown = read(filed.standin.homes[OUTSIDER])

    assert "members of the team only" in shown
    assert "breach" not in shown


def test_a_file_shared_with_the_bot_is_taken_in_and_found(filed: Any, read: Read) -> None:
    content = b"The agency located no responsive sturgeon records.\n"

    filed.people.upload(LEAD, "sturgeon.txt", content, "ice data breach")
    told = read(filed.last(filed.standin.dm_of(LEAD)))
    filed.people.command(LEAD, CHANNEL, "find sturgeon")

    assert "Taken" in told
    assert "no responsive sturgeon records" in read(filed.last())


def test_a_file_on_another_host_is_never_fetched(filed: Any, read: Read) -> None:
    file = filed.standin.add_file("x.txt", b"x", LEAD)
    file["url_private_download"] = "http://169.254.169.254/latest/meta-data"

    filed.people.dm(LEAD, "", files=[file], subtype="file_share")

    assert "not Slack's" in read(filed.last(filed.standin.dm_of(LEAD)))


def test_a_login_page_in_the_place_of_a_file_is_not_stored(filed: Any, read: Read) -> None:
    filed.house.edge.client.token = "xoxb-other"
    filed.standin.failures.clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "handlers.listeners.files._facts",
            lambda *_: filed.standin.add_file("a.pdf", b"x", LEAD),
        )
        from handlers.listeners import files
        from handlers.listeners.files import NotFetched

        with pytest.raises(NotFetched, match="login page"):
            files.fetch(filed.edge, "F1")


def test_the_shortcut_files_a_message_to_the_request_that_is_named(filed: Any, read: Read) -> None:
    note = filed.standin.record(CHANNEL, {"user": LEAD, "text": "Call with the officer: quokka."})

    filed.people.shortcut(LEAD, CHANNEL, note, "file_message")
    filed.settle()
    wrong = filed.people.submit(LEAD, {"request": "no such thing"})
    right = filed.people.submit(LEAD, {"request": "ice data breach"})
    filed.settle()
    filed.people.command(LEAD, CHANNEL, "find quokka")

    assert "request" in wrong.body["errors"]
    assert right.body == ""
    assert "quokka" in read(filed.last())


def test_the_bots_own_words_other_bots_and_edits_get_no_answer(filed: Any) -> None:
    bot = filed.standin.bot_user
    text = f"<@{bot}> status"
    before = len(filed.standin.messages[CHANNEL])

    for fields in (
        {"user": bot, "text": text, "bot_id": filed.standin.bot_id},
        {"user": "U0OTHERBOT", "text": text, "bot_id": "B0OTHER001"},
        {"user": LEAD, "text": text, "edited": {"user": LEAD, "ts": "2.0"}},
    ):
        ts = filed.standin.new_ts()
        filed.people.event("app_mention", LEAD, {"channel": CHANNEL, "ts": ts, **fields})
    filed.settle()

    assert len(filed.standin.messages[CHANNEL]) == before


def test_words_of_a_letter_cannot_notify_link_or_forge(world: Any, read: Read) -> None:
    name = "<!channel> <https://evil.example|foia.gov> *bold* :tada:"

    world.say(f"new {name} to ICE sent 2023-11-09")
    answer = world.say("status")

    assert "mrkdwn" not in str(answer["blocks"])
    assert "<!channel>" not in answer["text"]
    assert "&lt;!channel&gt;" in answer["text"]
    assert "<!channel>" in read(answer)


def test_opening_home_counts_as_one_question(filed: Any) -> None:
    for _ in range(20):
        filed.people.open_home(LEAD)
        filed.settle()

    assert "My requests" in str(filed.standin.homes[LEAD])


def test_home_does_not_drown_what_we_owe_in_the_years_for_a_suit(filed: Any, read: Any) -> None:
    filed.people.open_home(LEAD)
    filed.settle()

    home = filed.standin.homes[LEAD]
    assert "further ahead" in read(home)
    labels = [e["text"]["text"] for e in pressable(home["blocks"])]
    assert any(label.startswith("Show all") for label in labels)


def test_undo_pressed_on_two_webs_at_once_has_one_effect(make: Any, read: Read) -> None:
    """Two processes on one store, as a platform runs them; the press is known to both."""
    one, two = make(), make()
    one.say("new First matter to ICE sent 2023-11-09")
    second = one.say("new Second matter to ICE sent 2023-11-09")
    undo = _button(second, "Undo")

    one.people.press(LEAD, CHANNEL, second, undo)
    two.people.press(LEAD, CHANNEL, second, undo)
    two.settle()

    assert "used already" in read(two.last())
    assert "First matter" in read(two.say("status"))
