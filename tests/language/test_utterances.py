"""150 things people say, six for each of the 25 questions: the right verb, the right request.

They were written before the rules that they try (the first three of each question) or without
looking at them (the rest); slips of the pen are meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import language
from bot.answers.filing_values import (
    AskAnswer,
    ShowAnswer,
)
from bot.answers.values import (
    Answer,
    Choice,
    DraftAnswer,
    FormAnswer,
    HelpAnswer,
    Notice,
    StatusAnswer,
)
from bot.dispatch import guarded
from bot.store.name_lookup import Names
from bot.store.tables import Base
from handlers.render import blocks
from tests.handlers.test_blocks import Seal

pytestmark = pytest.mark.slow

# Question, what is said, the verb, the request ("-": none in particular).
UTTERANCES = [
    (1, "how are we doing on everything", "status", "-"),
    (1, "give me the rundown of all our open requests", "status", "-"),
    (1, "whats the state of play", "status", "-"),
    (1, "lay of the land pls", "status", "-"),
    (1, "can I get a summary of all our foias", "status", "-"),
    (1, "what requests are open at the moment", "status", "-"),
    (2, "where does our ICE data breach request stand?", "status", "ice-data-breach"),
    (2, "hows the detention contracts one coming along", "status", "detention-contracts"),
    (2, "what is happening with 2024-ICFO-00001", "status", "ice-data-breach"),
    (2, "any movement on the registry memo?", "status", "alien-registry-memo"),
    (2, "update me on body cameras", "status", "body-camera-policy"),
    (2, "the breach request - where are we with it", "status", "ice-data-breach"),
    (3, "who's late?", "overdue", "-"),
    (3, "which agencies blew their deadline", "overdue", "-"),
    (3, "anything overdeu right now", "overdue", "-"),
    (3, "is anybody past their deadline?", "overdue", "-"),
    (3, "what should have been answered by now", "overdue", "-"),
    (3, "list everything thats late", "overdue", "-"),
    (4, "what's coming up this week", "due", "-"),
    (4, "deadlines in the next 30 days", "due", "-"),
    (4, "whats due by the end of the month", "due", "-"),
    (4, "upcomming deadlines please", "due", "-"),
    (4, "anything due tomorrow?", "due", "-"),
    (4, "what do we have on the calendar for the next two weeks", "due", "-"),
    (5, "what's on our plate", "owe", "-"),
    (5, "do we have to answer anybody", "owe", "-"),
    (5, "what are we supposed to send to the agencies", "owe", "-"),
    (5, "is the ball in our court anywhere", "owe", "-"),
    (5, "which agencies are waiting for an answer from us", "owe", "-"),
    (5, "what do we still owe on detention contracts", "owe", "detention-contracts"),
    (6, "anything new since monday", "news", "-"),
    (6, "any word from DHS?", "news", "-"),
    (6, "what changed while I was out last week", "news", "-"),
    (6, "did anything come in yesterday", "news", "-"),
    (6, "have we heard back from CBP", "news", "-"),
    (6, "what's the latest news on the registry memo", "news", "alien-registry-memo"),
    (7, "what's the tracking number at DHS for the breach", "number", "ice-data-breach"),
    (7, "which request is 2024-ICFO-00001", "number", "ice-data-breach"),
    (7, "need the case numbers for detention contracts", "number", "detention-contracts"),
    (7, "traking number for body camera policy?", "number", "body-camera-policy"),
    (7, "what is request 2024-ICFO-00001", "number", "ice-data-breach"),
    (7, "give me ICE's reference number on the contracts", "number", "detention-contracts"),
    (8, "log: breach/ICE called, new analyst, estimate March", "log", "ice-data-breach"),
    (8, "log breach/ICE acknowledged yesterday", "log", "ice-data-breach"),
    (8, "how do I record a phone call with ICE", "help", "-"),
    (8, "record breach/ICE received 2023-11-13", "log", "ice-data-breach"),
    (8, "how can we log that an agency emailed us", "help", "-"),
    (8, "log contracts/ICE called 2023-12-11: they want a narrower scope", "log", "detention-contracts"),
    (9, "why is the breach determination due on that date", "why", "ice-data-breach"),
    (9, "how did you come up with december 11 for ICE on the breach", "why", "ice-data-breach"),
    (9, "explain the deadline math for detention contracts", "why", "detention-contracts"),
    (9, "why's contracts due when you say it is", "why", "detention-contracts"),
    (9, "show me the math behind the body camera deadline", "why", "body-camera-policy"),
    (9, "how was the due date for the registry memo at EOIR calculated", "why", "alien-registry-memo"),
    (10, "when does our appeal window close on the breach", "window", "ice-data-breach"),
    (10, "the ice breach one: when do we have to appeal?", "window", "ice-data-breach"),
    (10, "last day to apeal the detention contracts denial?", "window", "detention-contracts"),
    (10, "how long do we have left to appeal contracts", "window", "detention-contracts"),
    (10, "is it too late to appeal the body camera decision", "window", "body-camera-policy"),
    (10, "appeal deadline breach?", "window", "ice-data-breach"),
    (11, "show me the request letter for the breach", "letter", "ice-data-breach"),
    (11, "pull up ICE's acknowlegement on the data breach", "letter", "ice-data-breach"),
    (11, "can i see the denial for detention contracts", "letter", "detention-contracts"),
    (11, "pull the original request for body cameras", "letter", "body-camera-policy"),
    (11, "open the acknowledgment from USCIS about the registry memo", "letter", "alien-registry-memo"),
    (11, "let me see the extension letter on contracts", "letter", "detention-contracts"),
    (12, "which letter denied expedited processing", "cite", "-"),
    (12, "where did ICE turn down our expedite request for the breach, page please", "cite", "ice-data-breach"),
    (12, "what letter said no to expediting the breach", "cite", "ice-data-breach"),
    (12, "on what page did they refuse expedited treatment for contracts", "cite", "detention-contracts"),
    (12, "proof that ICE denied expediting the breach request", "cite", "ice-data-breach"),
    (12, "who denied our request for expedited processing of the registry memo and in which letter", "cite", "alien-registry-memo"),
    (13, "search the filings for root cause", "find", "-"),
    (13, 'find "incident response plan" in the breach files', "find", "-"),
    (13, "look for mentions of the vendor in the documents", "find", "-"),
    (13, 'can you search all documents for "data loss prevention"', "find", "-"),
    (13, "which pages mention the inspector general", "find", "-"),
    (13, "grep the filings for phishing", "find", "-"),
    (14, "what did (b)(5) redact", "redactions", "-"),
    (14, "where is b7E used", "redactions", "-"),
    (14, "which pages did they black out under exemption 6", "redactions", "-"),
    (14, "what was withheld under exemption 7(E)", "redactions", "-"),
    (14, "list redactions for b(6)", "redactions", "-"),
    (14, "how often did they use (b)(4)", "redactions", "-"),
    (15, "what has ICE produced so far on the breach", "produced", "ice-data-breach"),
    (15, "how many pages did we get for detention contracts", "produced", "detention-contracts"),
    (15, "are there gaps in the bates numbers for the breach", "produced", "ice-data-breach"),
    (15, "what is still missing from CBP's production on body cameras", "produced", "body-camera-policy"),
    (15, "which items of the breach request are unanswered", "produced", "ice-data-breach"),
    (15, "page count of everything handed over on contracts", "produced", "detention-contracts"),
    (16, "mark the ICE appeal done", "mark", "-"),
    (16, "can you snooze the breach reminder", "mark", "ice-data-breach"),
    (16, "how do i tick off a deadline", "mark", "-"),
    (16, "I want to postpone the contracts reminder", "mark", "detention-contracts"),
    (16, "how do i assign the breach deadline to Dana", "mark", "ice-data-breach"),
    (16, "check off the body camera nudge", "mark", "body-camera-policy"),
    (17, "can we sue yet over the breach", "ripe", "ice-data-breach"),
    (17, "are we allowed to go to court on detention contracts", "ripe", "detention-contracts"),
    (17, "have we exhausted our remedies with DHS on the data breach", "ripe", "ice-data-breach"),
    (17, "is the registry memo ripe for litigation", "ripe", "alien-registry-memo"),
    (17, "since when could we have sued over contracts", "ripe", "detention-contracts"),
    (17, "may we file a complaint against CBP on the body cameras", "ripe", "body-camera-policy"),
    (18, "did they grant the fee waiver for the breach", "fees", "ice-data-breach"),
    (18, "what will the detention contracts request cost us", "fees", "detention-contracts"),
    (18, "did ICE say anything about fees on the breach request", "fees", "ice-data-breach"),
    (18, "was the waiver denied on contracts?", "fees", "detention-contracts"),
    (18, "how much money does CBP want for the body camera records", "fees", "body-camera-policy"),
    (18, "any invoice on the registry memo", "fees", "alien-registry-memo"),
    (19, "who is our contact at ICE for the breach", "contacts", "ice-data-breach"),
    (19, "phone number of the DHS foia liaison", "contacts", "-"),
    (19, "whom do I call about detention contracts", "contacts", "detention-contracts"),
    (19, "who handles the body camera request over at CBP", "contacts", "body-camera-policy"),
    (19, "email adress of the foia officer for contracts", "contacts", "detention-contracts"),
    (19, "how do we reach EOIR", "contacts", "-"),
    (20, "what's on the docket for the breach", "docket", "ice-data-breach"),
    (20, "when is the next status report due in the breach case", "docket", "ice-data-breach"),
    (20, "are they keeping to the production schedule on the breach", "docket", "ice-data-breach"),
    (20, "what did the judge order in the breach lawsuit", "docket", "ice-data-breach"),
    (20, "next court date for contracts", "docket", "detention-contracts"),
    (20, "pages promised vs pages processed in the registry case", "docket", "alien-registry-memo"),
    (21, "remind me on 2027-03-03 to call the liaison about the breach", "remind", "ice-data-breach"),
    (21, "remind breach on 2027-03-03 to check the portal", "remind", "ice-data-breach"),
    (21, "remind us about detention contracts on March 3, 2027 to file the appeal", "remind", "detention-contracts"),
    (21, "remind body cameras on 2027-04-01 to check the portal", "remind", "body-camera-policy"),
    (21, "remind me about contracts on 2027-04-01 to call ICE", "remind", "detention-contracts"),
    (21, "remind me on 1 April 2027 to write to EOIR about the registry memo", "remind", "alien-registry-memo"),
    (22, "draft a follow-up to ICE on the breach", "draft", "ice-data-breach"),
    (22, "write me an appeal outline for detention contracts", "draft", "detention-contracts"),
    (22, "help me write to DHS to ask where our breach request is", "draft", "ice-data-breach"),
    (22, "compose an email to CBP asking for an update on body cameras", "draft", "body-camera-policy"),
    (22, "i need a draft appeal for the breach denial by ICE", "draft", "ice-data-breach"),
    (22, "prepare a followup letter on contracts", "draft", "detention-contracts"),
    (23, "how slow is ICE", "speed", "-"),
    (23, "how long does DHS usually take to answer us", "speed", "-"),
    (23, "average response time of ICE", "speed", "-"),
    (23, "which agency is the slowest", "speed", "-"),
    (23, "how many days does USCIS need on average", "speed", "-"),
    (23, "is CBP quicker than ICE", "speed", "-"),
    (24, "export everything to a spreadsheet for the board", "export", "-"),
    (24, "give me a calendar feed of the deadlines", "export", "-"),
    (24, "show the timeline of the breach request", "timeline", "ice-data-breach"),
    (24, "download an excel of all requests", "export", "-"),
    (24, "put the breach deadlines into my outlook calendar", "export", "ice-data-breach"),
    (24, "timeline for contracts please", "timeline", "detention-contracts"),
    (25, "what can we say publicly about the breach", "public", "ice-data-breach"),
    (25, "what may I tell a reporter about detention contracts", "public", "detention-contracts"),
    (25, "which documents of the breach are ok to share outside", "public", "ice-data-breach"),
    (25, "is it ok to tell journalists about the registry memo", "public", "alien-registry-memo"),
    (25, "what info about body cameras is public", "public", "body-camera-policy"),
    (25, "can we post anything on our website about contracts", "public", "detention-contracts"),
]  # fmt: skip
CHANGES = frozenset({"log", "remind"})
RIGHT = 0.95


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """Four requests, one of them well advanced; the clock stands at the conftest's moment."""
    from bot.settings import Settings
    from bot.wiring.container import open_desk
    from tests.conftest import NOW, Team

    folder: Path = tmp_path_factory.mktemp("utterances")
    desk = open_desk(Settings(data=folder / "data", admins=("U0LEAD",)), clock=lambda: NOW)
    team = Team(desk, [NOW])
    team.founding()
    for line in (
        "new Detention contracts --to ICE --sent 2023-10-02 --received 2023-10-03 --alias contracts",
        "new Alien registry memo --to USCIS,EOIR --sent 2023-11-01 --assume-received",
        "new Body camera policy --to CBP --sent 2023-12-01 --alias bodycams",
        "log breach/ICE acknowledged --on 2023-12-01 --number 2024-ICFO-00001",
        "log contracts/ICE determined --on 2023-11-20 --disposition full-denial",
        'log breach/DHS contact "FOIA Officer" phone 202-555-0100',
    ):
        answer = team.say(line)
        assert getattr(answer, "tone", "") == "done", answer
    yield team
    desk.close()


def fingerprint(team) -> tuple:
    """Count the rows of every table that a change would touch, and sum what is in them."""
    quiet = {"audit", "inbox", "meta", "index_changes", "conversations"}  # who asked what
    with team.desk.store.read() as session:
        return tuple(
            (name, session.scalar(select(func.count()).select_from(table)),
             str(session.execute(select(table)).all()))
            for name, table in sorted(Base.metadata.tables.items()) if name not in quiet
        )  # fmt: skip


class Heard:
    """Which verb answered, and with which words."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.verb, self.words = "", ""
        through = guarded.run_in

        def hear(room, ask, value) -> Answer:
            self.verb, self.words = value.spec.name, value.typed()
            return through(room, ask, value)

        monkeypatch.setattr(guarded, "run_in", hear)


def request_of(team, words: str) -> str:
    with team.desk.store.read() as session:
        from bot.store import requests

        mark = (
            words[words.find("#r") :].split("/", maxsplit=1)[0].split(maxsplit=1)[0].rstrip(":")
            if "#r" in words
            else words
        )
        found = requests.matching(session, mark)
        return found[0].slug if len(found) == 1 else ""


def test_six_for_each_question() -> None:
    counts = {number: sum(q == number for q, *_ in UTTERANCES) for number in range(1, 26)}
    assert set(counts.values()) == {6}


def test_the_right_verb_and_request_and_nothing_changes_by_mistake(world, monkeypatch) -> None:
    wrong, changed = [], []
    for question, said, verb, slug in UTTERANCES:
        heard = Heard(monkeypatch)
        before = fingerprint(world) if verb not in CHANGES else ()
        answer = world.say(said, surface=("slash", "mention", "dm")[question % 3])
        monkeypatch.undo()
        if verb not in CHANGES and fingerprint(world) != before:
            changed.append(said)
        meant = slug == "-" or slug in heard.words or request_of(world, heard.words) == slug
        if verb in CHANGES:
            meant = getattr(answer, "tone", "") == "done" or isinstance(answer, Choice)
        if heard.verb != verb or not meant:
            wrong.append((question, said, heard.verb, heard.words))
    assert changed == []
    print(f"{len(UTTERANCES) - len(wrong)} of {len(UTTERANCES)} right", wrong)
    assert len(wrong) <= (1 - RIGHT) * len(UTTERANCES), wrong


@pytest.mark.parametrize(("question", "said", "verb", "slug"), UTTERANCES[::6])
def test_the_last_line_says_what_was_understood(world, question, said, verb, slug) -> None:
    answer = world.say(said, surface="dm")
    if isinstance(answer, Notice | FormAnswer | HelpAnswer | Choice) or verb in {"find", *CHANGES}:
        return  # these say it themselves
    message = blocks.render(answer, seal=Seal())
    assert f"Understood: {verb}" in message.blocks[-1]["elements"][-1]["text"]
    assert f"Understood: {verb}" in message.text.splitlines()[-1].replace("\u2060", "")


QUESTIONS_THAT_BEGIN_LIKE_CHANGES = [
    "log of events for the breach?",
    "new letters from ICE?",
    "new anything since monday?",
    "assign the breach to whom?",
    "home of the breach request?",
    "undo what?",
    "undo?",
    "done with the breach appeal?",
    "snooze the breach reminder?",
    "remind us of the breach deadlines?",
    "level of letter.txt public?",
    "forget the breach?",
    "alias of the breach as what?",
    "record for the breach/ICE acknowledged 2023-12-02?",
    "log breach/ICE determined 2023-12-11?",
    "channel allow?",
]


@pytest.mark.parametrize("said", QUESTIONS_THAT_BEGIN_LIKE_CHANGES)
def test_a_question_changes_nothing_even_if_it_begins_like_a_change(world, said: str) -> None:
    before = fingerprint(world)

    world.say(said)

    assert fingerprint(world) == before


def test_a_change_with_a_question_mark_is_one_press_away(world) -> None:
    answer = world.say("log breach/ICE extended 2023-12-05?")

    assert isinstance(answer, Choice)
    assert answer.buttons[0].line == "log breach/ICE extended 2023-12-05"


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("why is ICE late on it", {"why"}),
        ("draft an appeal", {"draft"}),
        ("can we sue yet", {"ripe"}),
    ],
)
def test_two_requests_that_fit_are_offered_not_guessed(world, said: str, offered: set) -> None:
    answer = world.say(said)

    assert isinstance(answer, Choice)
    assert len(answer.buttons) > 1
    assert {button.line.split()[0] for button in answer.buttons} <= offered
    picked = world.say(answer.buttons[0].line)
    assert not isinstance(picked, Notice) or picked.tone != "refused"


def test_what_is_not_sure_is_offered_with_two_buttons(world) -> None:
    answer = world.say("contacts and fees for the breach please")

    assert isinstance(answer, Choice)
    assert len(answer.buttons) == 2


def test_a_document_question_is_asked_of_the_filings(world) -> None:
    heard = [world.say(said) for said in (
        "what was the root cause of the leak in November 2022",
        "how did the spreadsheet end up on the website",
    )]  # fmt: skip
    assert not any(isinstance(answer, StatusAnswer | ShowAnswer) for answer in heard)


def test_outsiders_hear_one_sentence_whatever_they_ask(world) -> None:
    said = {
        str(replace(world.say(u, world.OUTSIDER), reference="")) for _, u, *_ in UTTERANCES[::5]
    }

    assert len(said) == 1


# Terser ones, written later and each tried once before anything was mended for it.
TERSE = [
    ("everything we have going please", "status", "-"),
    ("status of all matters", "status", "-"),
    ("Where are we at with bodycams", "status", "body-camera-policy"),
    ("any progress on detenton contracts", "status", "detention-contracts"),
    ("show overdue items", "overdue", "-"),
    ("who blew the deadline", "overdue", "-"),
    ("next deadlines?", "due", "-"),
    ("what needs to happen by friday", "due", "-"),
    ("what do we have to do this week", "owe", "-"),
    ("open to-dos for us", "owe", "-"),
    ("whats new", "news", "-"),
    ("did ICE write back on the breach", "news", "ice-data-breach"),
    ("numbers for the breach please", "number", "ice-data-breach"),
    ("which matter has 2024-ICFO-00001", "number", "ice-data-breach"),
    ("how do I log a letter", "help", "-"),
    ("why december 11?", "why", "-"),
    ("when is the determination on the breach due", "why", "ice-data-breach"),
    ("can you explain how the breach date is computed", "why", "ice-data-breach"),
    ("by when must we appeal contracts", "window", "detention-contracts"),
    ("appeal window for the breach", "window", "ice-data-breach"),
    ("denial letter of contracts please", "letter", "detention-contracts"),
    ("get me the ack for the breach", "letter", "ice-data-breach"),
    ("where's the denial of expedition for the breach", "cite", "ice-data-breach"),
    ("which document says expedited treatment was refused", "cite", "-"),
    ("documents that mention data minimization", "find", "-"),
    ('search: "public disclosure" in breach', "find", "-"),
    ("everything redacted under b5", "redactions", "-"),
    ("exemption 6 pages", "redactions", "-"),
    ("what did we receive from ICE on contracts", "produced", "detention-contracts"),
    ("missing bates numbers on the breach", "produced", "ice-data-breach"),
    ("can you mark the contracts appeal as done", "mark", "detention-contracts"),
    ("put off the breach reminder until friday", "mark", "ice-data-breach"),
    ("could we sue DHS over the breach today", "ripe", "ice-data-breach"),
    ("is a lawsuit possible for contracts", "ripe", "detention-contracts"),
    ("do we have to pay for contracts", "fees", "detention-contracts"),
    ("fee waiver status on the breach", "fees", "ice-data-breach"),
    ("ICE FOIA phone", "contacts", "-"),
    ("who do we email at CBP about bodycams", "contacts", "body-camera-policy"),
    ("court calendar of the breach case", "docket", "ice-data-breach"),
    ("when's the next hearing in breach", "docket", "ice-data-breach"),
    ("can you write a follow up to CBP about bodycams", "draft", "body-camera-policy"),
    ("outline for appealing contracts", "draft", "detention-contracts"),
    ("how long do ICE determinations take", "speed", "-"),
    ("typical response time at USCIS", "speed", "-"),
    ("csv of all deadlines", "export", "-"),
    ("draw the life of the breach request", "timeline", "ice-data-breach"),
    ("is anything on contracts public yet", "public", "detention-contracts"),
    ("what can the press know about the breach", "public", "ice-data-breach"),
    ("overview please", "status", "-"),
    ("is the detention contracts request moving", "status", "detention-contracts"),
    ("what are the agencies late on", "overdue", "-"),
    ("due dates in january", "due", "-"),
    ("anything we still have to send ICE", "owe", "-"),
    ("what happened last week", "news", "-"),
    ("tracking no. of bodycams?", "number", "body-camera-policy"),
    ("how come the breach is due december 11", "why", "ice-data-breach"),
    ("how many days left to appeal contracts", "window", "detention-contracts"),
    ("acknowledgement letter breach", "letter", "ice-data-breach"),
    ("which page refuses expedition in the breach", "cite", "ice-data-breach"),
    ('look up "chain of custody" in the documents', "find", "-"),
    ("pages withheld under b(7)(C)", "redactions", "-"),
    ("how much has CBP released on bodycams", "produced", "body-camera-policy"),
    ("silence the reminders for contracts", "mark", "detention-contracts"),
    ("are we ready to sue over bodycams", "ripe", "body-camera-policy"),
    ("was our fee waiver accepted for the breach", "fees", "ice-data-breach"),
    ("liaison at DHS?", "contacts", "-"),
    ("did they meet the court ordered schedule in breach", "docket", "ice-data-breach"),
    ("put together a follow-up for contracts", "draft", "detention-contracts"),
    ("whats ICE's median", "speed", "-"),
    ("can I get this as ics", "export", "-"),
    ("breach timeline", "timeline", "ice-data-breach"),
    ("can I quote the breach documents in an interview", "public", "ice-data-breach"),
    ("recent developments on the registry memo", "news", "alien-registry-memo"),
    ("how is everything looking", "status", "-"),
    ("what's the story with detention contracts", "status", "detention-contracts"),
    ("give me a quick update on the data breach", "status", "ice-data-breach"),
    ("overdue at ICE", "overdue", "-"),
    ("are any of our requests late", "overdue", "-"),
    ("deadlines next week", "due", "-"),
    ("do we owe CBP an answer", "owe", "-"),
    ("any response from USCIS since last month", "news", "-"),
    ("what number did EOIR give us for the registry memo", "number", "alien-registry-memo"),
    ("walk me through the contracts due date", "why", "detention-contracts"),
    ("can we still appeal the contracts decision", "window", "detention-contracts"),
    ("where is the determination letter for contracts", "letter", "detention-contracts"),
    ("who refused to expedite the breach request, and where does it say so", "cite", "ice-data-breach"),
    ('search emails for "chief privacy officer"', "find", "-"),
    ("what got blacked out under (b)(7)(E)", "redactions", "-"),
    ("total pages produced for the breach so far", "produced", "ice-data-breach"),
    ("mark bodycams as finished", "mark", "body-camera-policy"),
    ("when can we take DHS to court over the breach", "ripe", "ice-data-breach"),
    ("how much are they charging us for the contracts", "fees", "detention-contracts"),
    ("contact info for CBP", "contacts", "-"),
    ("is there a hearing coming up in the breach case", "docket", "ice-data-breach"),
    ("start an appeal for contracts", "draft", "detention-contracts"),
    ("average wait at CBP", "speed", "-"),
    ("excel export of the breach", "export", "ice-data-breach"),
    ("what's safe to tell the media on bodycams", "public", "body-camera-policy"),
]  # fmt: skip


def test_terse_ones_are_read_right_too(world) -> None:
    with world.desk.store.read() as session:
        names = Names.read(session)
    wrong = []
    for said, verb, slug in TERSE:
        reading = language.read(said, names)
        meant = slug == "-" or names.slugs.get(reading.request) == slug
        if reading.verb != verb or not reading.sure or not meant:
            wrong.append((said, reading.verb, reading.sure))
    assert len(wrong) <= (1 - RIGHT) * len(TERSE), wrong


@pytest.mark.parametrize(
    "line",
    [
        "who downloaded the data?",
        "when did the Union send Lakeview its spreadsheets?",
        "how much did the Harbor Service pay for the Bayside cleanup?",
        "how many pages did the bureau release on 9592491-000?",
    ],
)
def test_what_speaks_of_other_things_is_not_surely_a_question_of_status(line: str) -> None:
    reading = language.read(line)

    assert reading.verb in {"ask", "find"} or (not reading.sure and reading.other == "ask")


@pytest.mark.parametrize(
    "line",
    [
        "what is the root cause of the breach?",
        "who downloaded the data?",
        "who accessed the data in the breach",
        "what conclusions did ICE reach about the breach",
        "what training materials did ICE cite to Congress",
        "how many people were affected by the breach",
    ],
)
def test_what_the_founding_request_asks_for_is_asked_of_the_filings(team, line: str) -> None:
    team.founding()

    assert isinstance(team.say(line), AskAnswer)


@pytest.mark.parametrize(
    "line",
    [
        "did we send a follow-up to CBP?", "has CBP written a letter to ICE?",
        "have we drafted the appeal on contracts?",
    ],
)  # fmt: skip
def test_what_was_done_is_asked_and_no_draft_is_wanted(world, line: str) -> None:
    assert not isinstance(world.say(line, surface="dm"), DraftAnswer)


@pytest.mark.parametrize(
    "line", ["which ones are mine", "my requests", "show me my open requests", "what is mine?"]
)
def test_ones_own_requests_are_asked_for_in_words(world, line: str) -> None:
    world.say("people add U0KIM")
    world.say("assign breach to U0KIM")

    answer = world.say(line, surface="dm")

    assert isinstance(answer, StatusAnswer)
    mine = {one.slug for one in answer.requests}
    assert mine
    assert "ice-data-breach" not in mine
