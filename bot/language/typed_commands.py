"""What was typed after the name of a command, or put into its form, read into its value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import available_timezones

from bot.errors import UsageError
from bot.language.options import day, first, keyword, split_options, whole_numbers
from bot.language.readers import Setting, reads, reads_form
from bot.privacy.gate import Level
from bot.registry import commands as c
from bot.registry import filing_commands as fc
from bot.registry import settings_commands as sc


@reads(c.LogEvent)
def _log(words: str, setting: Setting) -> c.LogEvent:
    from bot.language import log_line

    return log_line.parse(words, setting)


@reads_form(c.LogEvent)
def _log_form(value: c.LogEvent, form: Mapping[str, str], setting: Setting) -> c.LogEvent:
    from bot.language import log_line

    return log_line.from_form(value, form, setting)


@reads(c.DecideProposal)
def _proposal(words: str, setting: Setting) -> c.DecideProposal:
    """Read `#pCODE record`, or `#pCODE on DAY`."""
    code, _space, said = words.strip().removeprefix("#p").partition(" ")
    what, _space, on = said.strip().partition(" ")
    return c.DecideProposal(code, what or "record", day(on, setting.today) if on else None)


@reads_form(c.DecideProposal)
def _proposal_form(
    value: c.DecideProposal, form: Mapping[str, str], setting: Setting
) -> c.DecideProposal:
    from bot.language import log_line

    return replace(value, event=log_line.from_form(c.LogEvent(), form, setting))


@reads(fc.LinkFiling)
def _link(words: str, _: Setting) -> fc.LinkFiling:
    """Read `FILING REQUEST`: the last word is the request, since names of files hold spaces."""
    filing, _space, about = words.strip().rpartition(" ")
    if not filing:
        raise UsageError("Say which filing and which request: link FILING REQUEST/AGENCY.")
    return fc.LinkFiling(filing, about)


_NEW = ("to", "sent", "received", "assume-received", "channel", "owner", "alias")


@reads(c.AddRequest)
def _new(words: str, setting: Setting) -> c.AddRequest:
    """Read `NAME --to ICE,DHS --sent DATE ...` or the same in plain words."""
    if not words.strip():
        return c.AddRequest()
    name, values, aliases, assume = (_with_options if "--" in words else _in_plain_words)(words)
    return described(name, values, aliases, assume=assume, today=setting.today)


def described(
    name: str, values: Mapping[str, str], aliases: tuple[str, ...], *, assume: bool, today: date
) -> c.AddRequest:
    """Return a request from its parts, each still in words. Raises UsageError for one of them."""
    received = values.get("received", "")
    return c.AddRequest(
        name=_name(name),
        to=agencies_in(values.get("to", "")),
        sent=_sent(values.get("sent", ""), today),
        received=day(received, today) if received else None,
        assume_received=assume,
        channel=values.get("channel", ""),
        owner=values.get("owner", ""),
        aliases=aliases,
    )


_Request = tuple[str, dict[str, str], tuple[str, ...], bool]


def _with_options(words: str) -> _Request:
    name, options = split_options(words, _NEW)
    values = {key: first(options, key) for key in _NEW if key != "alias"}
    return name, values, tuple(options.get("alias", ())), "assume-received" in options


_ASSUMED = ("assume received", "receipt assumed", "assumed received")


def _in_plain_words(words: str) -> _Request:
    assume = any(phrase in words.casefold() for phrase in _ASSUMED[:2])
    names = ("to", "sent", "received", "channel", "owner", "alias", "nickname")
    name, found = keyword(_without(words, *_ASSUMED), names)
    alias = found.get("alias") or found.get("nickname") or ""
    return name, found, (alias,) if alias else (), assume


def _without(words: str, *phrases: str) -> str:
    for phrase in phrases:
        at = words.casefold().find(phrase)
        if at >= 0:
            words = words[:at] + words[at + len(phrase) :]
    return words


def _name(name: str) -> str:
    if not name.strip():
        raise UsageError("A request needs a name: new NAME to ICE, DHS sent 2023-11-09.")
    return _unquoted(name)


def _unquoted(text: str) -> str:
    """Return a name without the quotes that people put around it."""
    inner = re.fullmatch(r'\s*(["\'])(.*)\1\s*', text, re.DOTALL)
    return inner[2].strip() if inner and inner[1] not in inner[2] else text.strip()


def _sent(words: str, today: date) -> date:
    if not words:
        raise UsageError("When was it sent? Add, for example: sent 2023-11-09.")
    return day(words.removeprefix("on "), today)


def agencies_in(words: str) -> tuple[str, ...]:
    """Read "ICE, DHS and CBP" as names. Raises UsageError where none is named."""
    names = [part.strip() for part in words.replace(" and ", ",").split(",") if part.strip()]
    if not names:
        raise UsageError("To which agencies? Add, for example: to ICE, DHS.")
    return tuple(dict.fromkeys(names))


@reads_form(c.AddRequest)
def _new_from_form(
    request: c.AddRequest, form: Mapping[str, str], setting: Setting
) -> c.AddRequest:
    if "law" in form:  # which state's it is was all that was still asked
        told = (re.sub(r"^state:", f"{form['law']}:", name) for name in request.to)
        return replace(request, to=tuple(told))
    alias = form.get("alias", "").strip()
    aliases, assume = (alias,) if alias else (), form.get("assume") == "yes"
    return described(form.get("name", ""), form, aliases, assume=assume, today=setting.today)


_SHEET = re.compile(r"\bsheet (?P<name>.+)$", re.IGNORECASE)


@reads(c.ImportRequests)
def _import(words: str, _: Setting) -> c.ImportRequests:
    file, *_said = words.split() or [""]
    if not file.startswith("#"):
        return c.ImportRequests()
    return import_wishes(words.removeprefix(file), file.removeprefix("#"))


def import_wishes(words: str, file: str = "") -> c.ImportRequests:
    """Read what is said beside a file: how its dates are read, which sheet, what is assumed."""
    named = _SHEET.search(words)
    flags = words.casefold().split()
    orders = [flag for flag in flags if flag in {"mdy", "dmy"}]
    return c.ImportRequests(
        file=file,
        answer=next((flag for flag in flags if flag in {"yes", "leave"}), ""),
        sheet=named["name"].strip() if named else "",
        dates=orders[-1] if orders else "",
        assume_received="assume" in flags,
        federal="federal" in flags,
    )


def _nudge(words: str) -> tuple[int, str]:
    """Split "#n5 until Friday" into the reminder and the rest; 0 where none is named."""
    named, _, rest = words.strip().partition(" ")
    if named.startswith("#n") and named[2:].isdigit():
        return int(named[2:]), rest.strip()
    return 0, words.strip()


@reads(c.MarkDone)
def _done(words: str, _: Setting) -> c.MarkDone:
    return c.MarkDone(_nudge(words)[0])


@reads(c.SnoozeNudge)
def _snooze(words: str, setting: Setting) -> c.SnoozeNudge:
    nudge, rest = _nudge(words)
    _, found = keyword(f" {rest}", ("until", "to"))
    until = found.get("until") or found.get("to")
    return c.SnoozeNudge(nudge, day(until, setting.today) if nudge and until else None)


@reads(c.AssignOwner)
def _assign(words: str, _: Setting) -> c.AssignOwner:
    nudge, rest = _nudge(words) if words.startswith("#n") else (0, words)
    about, found = keyword(f" {rest}", ("to",))
    return c.AssignOwner(about, found.get("to", ""), nudge)


@reads(c.AddAlias)
def _alias(words: str, _: Setting) -> c.AddAlias:
    about, found = keyword(words, ("as",))
    return c.AddAlias(about, found.get("as", ""))


@reads(c.SetHome)
def _home(words: str, _: Setting) -> c.SetHome:
    about, found = keyword(words, ("in",))
    return c.SetHome(about, found.get("in", ""))


_ME = re.compile(r"(?i)^(?:me|us)\b\s*")
_ABOUT = re.compile(r"(?i)^(?:about|of|for)\s+")
_SPOKEN = re.compile(
    r"(?i)^on\s+(?P<on>.+?)\s+to\s+(?P<to>.+?)\s+(?:about|on|for|in)\s+(?P<name>.+)$"
)


@reads(c.SetReminder)
def _remind(words: str, setting: Setting) -> c.SetReminder:
    about, found = _reminder(words)
    if about and found.get("on") and found.get("to"):
        return c.SetReminder(about, day(found["on"], setting.today), found["to"])
    about, found = keyword(words, ("steps", "theirs", "at", "usual"))
    return c.SetReminder(
        about if found else "",
        before=whole_numbers(found["steps"]) if "steps" in found else None,
        after=whole_numbers(found["theirs"]) if "theirs" in found else None,
        at=found.get("at", ""),
        usual="usual" in found,
    )


def _reminder(words: str) -> tuple[str, dict[str, str]]:
    """Read "X on DAY to TEXT", "me about X on DAY to TEXT", "me on DAY to TEXT about X"."""
    bare = _ME.sub("", words.strip())
    if (spoken := _SPOKEN.match(bare)) and bare != words.strip():
        name = re.sub(r"(?i)^(?:the|our)\s+", "", spoken["name"].strip(" .!"))
        return name, {"on": spoken["on"], "to": spoken["to"]}
    return keyword(_ABOUT.sub("", bare), ("on", "to"))


_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|\b([UW][A-Z0-9]{5,})\b")


@reads(fc.SetFilingLevel)
def _level(words: str, _: Setting) -> fc.SetFilingLevel:
    people = tuple(a or b for a, b in _PERSON.findall(words))
    said = _PERSON.sub("", words).split()
    if len(said) < 2 or said[-1].upper() not in Level.__members__:  # noqa: PLR2004
        raise UsageError("Say it like this: level <filing> public, team or restricted.")
    return fc.SetFilingLevel(" ".join(said[:-1]), said[-1].casefold(), people)


@reads(fc.ForgetFiling)
def _forget(words: str, _: Setting) -> fc.ForgetFiling:
    return fc.ForgetFiling(words.strip())


@reads(sc.UnmaskName)
def _unmask(words: str, _: Setting) -> sc.UnmaskName:
    return sc.UnmaskName(" ".join(re.sub(r"[\"“”]", " ", words).split()))


@reads(c.TakeOut)
def _take_out(words: str, setting: Setting) -> c.TakeOut:
    """Read `breach/ICE acknowledged [DAY]`, as `log` takes it, or `#e12`."""
    from bot.language import log_line

    if re.fullmatch(r"#e\d+", words.strip()):
        return c.TakeOut(words.strip())
    said = log_line.split_event(words, setting)
    on = day(re.sub(r"^(?:--)?on\s+", "", said.rest.strip()), setting.today) if said.rest else None
    about = log_line.about(said.target)
    return c.TakeOut(about.about, about.agencies, said.kind, on)


@reads(c.TakeBack)
def _undo(words: str, setting: Setting) -> c.TakeBack:
    return c.TakeBack(words.strip() if setting.surface == "cli" else "")


@reads(sc.ChangeChannel)
def _channel(words: str, setting: Setting) -> sc.ChangeChannel:
    """Read `allow [level] [zone]`, `hours 9-17` ...; at the command line the channel's id follows.

    There it is `places allow C0123`.
    """
    said = words.split()
    if not said or said[0] == "list":
        return sc.ChangeChannel()
    what, *rest = said
    channel = ""
    if setting.surface == "cli":
        if not rest:
            raise UsageError("Which channel? For example: allow C0123456789.")
        channel, *rest = rest
    if what == "allow":
        return _allowed(channel, rest)
    value = " ".join(rest)
    if what in {"steps", "theirs"} and value:
        return sc.ChangeChannel(what, days=whole_numbers(value), channel=channel)
    return sc.ChangeChannel(what, value, channel=channel)


def _allowed(channel: str, words: list[str]) -> sc.ChangeChannel:
    level, zone = "", ""
    for word in words:
        if word.upper() in Level.__members__:
            level = word.casefold()
        elif word in available_timezones():
            zone = word
        else:
            raise UsageError(f"{word!r} is neither public, team, restricted nor a zone name.")
    return sc.ChangeChannel("allow", level=level, zone=zone, channel=channel)


@reads(sc.ChooseReading)
def _choices(words: str, _: Setting) -> sc.ChooseReading:
    name, _space, answer = words.strip().partition(" ")
    return sc.ChooseReading(name, answer.strip())


@reads(sc.ChangeTeam)
def _people(words: str, _: Setting) -> sc.ChangeTeam:
    what, _space, rest = words.strip().partition(" ")
    who, _as, role = rest.partition(" as ")
    return sc.ChangeTeam("" if what == "list" else what, who.strip(), role.strip().casefold())


@reads(fc.DecideLetter)
def _letter_decision(words: str, _: Setting) -> fc.DecideLetter:
    code, *said = words.split() or [""]
    only = tuple(int(word) for word in said if word.isdigit())
    what = next((word for word in said if not word.isdigit()), "record")
    return fc.DecideLetter(code, what, only)
