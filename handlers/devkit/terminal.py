"""The terminal workspace: the real Bolt app, fed with real signed payloads, without Slack.

`/foia …` is the slash command, plain words are a direct message, `@foia …` a mention, a number
presses a button, `/upload PATH`, `/save [PATH]` (the last file of the bot's), `/home`, `/file`
(the message shortcut), `/quit`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.text import Text
from slack_sdk import WebClient

from handlers.devkit.payloads import DirectWire, Json, Reply, Workspace, initial, inputs, pressable
from handlers.devkit.standin import Standin
from handlers.listeners import routes
from handlers.listeners.edge import Edge
from handlers.render import forms, terminal_blocks

PATIENCE = 60.0  # seconds that an answer may take
CANCEL = "cancel"
OWN = ("/home", "/upload PATH", "/save [PATH]", "/file", "/quit")

# What else the terminal understands: a word and what it does with the rest of the line.
Extras = Mapping[str, Callable[[str, Standin], str]]


def run_terminal(  # noqa: PLR0913 - what a session is made of
    desk: Any,
    *,
    user: str,
    channel: str,
    lines: Sequence[str] | None = None,
    out: Any = None,
    channels: Mapping[str, str] | None = None,
    extras: Extras | None = None,
    greeting: str = "",
    width: int | None = None,
) -> int:
    """Run a session, typed by a person or, with `lines`, by a script. Returns the exit status.

    `channels` are further channels that exist, by id, with their names.
    """
    # A proxy of the surroundings must not see what stays on this machine.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    # Stamps of messages are told apart by their number where two sessions run in one second.
    with Standin(first=1 + secrets.randbelow(900_000)) as standin:
        standin.add_user(user, "you")
        for identifier, name in {channel: "foia", **(channels or {})}.items():
            standin.add_channel(identifier, name, [user, standin.bot_user], is_private=True)
        edge, workspace = _wired(desk, standin)
        pictures = Path(desk.settings.data) / "pictures"
        session = _Session(standin, workspace, edge, user, channel, extras or {}, pictures)
        session.console = terminal_blocks.console(out, width)
        session.source = iter(lines) if lines is not None else _typed()
        session.scripted = lines is not None
        if greeting:
            session.console.print(greeting, markup=False)
        try:
            return session.run()
        finally:
            edge.close()


def _wired(desk: Any, standin: Standin) -> tuple[Edge, Workspace]:
    from bot.wiring.slack_app import assemble

    settings = replace(
        desk.settings,
        slack_bot_token=standin.token,
        slack_signing_secret=standin.signing_secret,
        slack_api_url=standin.api_url,
    )
    client = WebClient(token=standin.token, base_url=standin.api_url, timeout=10, retry_handlers=[])
    house = assemble(replace(desk, settings=settings), client)
    house.edge.lanes.ack_seconds = 60.0  # nobody here gives up after three seconds
    wire = DirectWire(house.app, standin.signing_secret)
    return house.edge, Workspace(standin, wire, settings.command)


def _typed() -> Iterator[str]:
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input("› ")


@dataclass(slots=True)
class _Session:
    standin: Standin
    workspace: Workspace
    edge: Edge
    user: str
    channel: str
    extras: Extras
    pictures: Path
    console: Any = None
    source: Iterator[str] = field(default_factory=lambda: iter(()))
    scripted: bool = False
    failed: int = 0
    _shown: dict[tuple[str, str], int] = field(default_factory=dict)
    _buttons: list[Callable[[], Reply]] = field(default_factory=list)
    _home: int = -1

    def run(self) -> int:
        """Take line after line; each answer is shown before the next line is read."""
        for line in self.source:
            if line.strip() in {"/quit", "/exit"}:
                break
            if line.strip():
                self._take(line.strip())
        return 1 if self.failed else 0

    def _take(self, line: str) -> None:
        if self.scripted:
            self.console.print(Text(f"\n› {line}", style="bold green"))
        reply = self._act(line)
        if reply is not None and reply.status != 200:  # noqa: PLR2004
            self.failed += 1
            self._say(f"The app answered with status {reply.status}.")
        self._settle()

    def _act(self, line: str) -> Reply | None:
        word, _, rest = line.partition(" ")
        command = self.workspace.command_name
        if word == command:
            return self.workspace.command(self.user, self.channel, rest)
        if line.isdigit():
            return self._press(int(line))
        if word == f"@{self.standin.users[self.standin.bot_user]['name']}":
            return self.workspace.mention(self.user, self.channel, rest)
        if word in self.extras:
            self._say(self.extras[word](rest, self.standin))
            return None
        return self._own(word, rest) if word.startswith("/") else self.workspace.dm(self.user, line)

    def _own(self, word: str, rest: str) -> Reply | None:
        if word == "/home":
            return self.workspace.open_home(self.user)
        if word == "/upload":
            return self._upload(rest)
        if word == "/save":
            self._say(self._save(rest.strip()))
            return None
        if word == "/file":
            return self._file()
        known = [self.workspace.command_name, *OWN]
        self._say(f"{word} is not known here. There are: {', '.join([*known, *self.extras])}.")
        return None

    def _upload(self, rest: str) -> Reply | None:
        name, _, words = rest.partition(" -- ")
        path = Path(name.strip()).expanduser()
        try:
            content = path.read_bytes()
        except OSError as error:
            self._say(f"{path.name or 'The file'} cannot be read: {error.strerror}.")
            return None
        return self.workspace.upload(self.user, path.name, content, words)

    def _save(self, rest: str) -> str:
        """Write the last file that the bot sent to the disk; never over another."""
        ours = [f for f in self.standin.files.values() if f["user"] == self.standin.bot_user]
        if not ours:
            return "The bot has sent no file yet."
        path = Path(rest or ours[-1]["name"]).expanduser()
        try:
            with path.open("xb") as file:
                file.write(self.standin.contents[ours[-1]["id"]])
        except OSError as error:
            return f"{path.name} cannot be written: {error.strerror}."
        return f"Saved as {path}."

    def _file(self) -> Reply | None:
        """Use the shortcut on the last message that the person wrote."""
        for channel, messages in self.standin.messages.items():
            for message in reversed(messages):
                if message.get("user") == self.user:
                    return self.workspace.shortcut(self.user, channel, message, routes.SHORTCUT)
        self._say("There is no message of yours to file.")
        return None

    def _press(self, number: int) -> Reply | None:
        if not 0 < number <= len(self._buttons):
            self._say(f"There is no button {number}.")
            return None
        return self._buttons[number - 1]()

    def _settle(self) -> None:
        """Wait for the answers, draw what is new, and have forms filled in."""
        for _ in range(5):  # a form may lead to a form
            if not self.edge.idle(PATIENCE):
                self.failed += 1
                self._say("No answer yet.")
            self._draw_messages()
            self._draw_home()
            stack = self.standin.views.get(self.user) or []
            if not stack:
                return
            if not inputs(stack[-1]):
                self._draw_view(stack.pop())
                return
            self._fill(stack)

    def _draw_messages(self) -> None:
        for channel, messages in list(self.standin.messages.items()):
            for message in list(messages):
                key, version = (channel, message["ts"]), int(message.get("edited", 0))
                if self._shown.get(key) == version:
                    continue
                self._shown[key] = version
                if message.get("ephemeral_to", self.user) == self.user:
                    self._draw(channel, message)

    def _draw(self, channel: str, message: Json) -> None:
        if message.get("user") == self.user:
            return
        shown = message.get("blocks") or [_worded(message)]
        self._buttons = [
            self._presser(channel, message, element, value)
            for element, value in _choices(message.get("blocks") or ())
        ]
        title = " · ".join(part for part in ("foia", self._where(channel), _how(message)) if part)
        self.console.print(terminal_blocks.panel(shown, title=title, names=self._names()))
        for file in message.get("files") or ():
            if str(file["name"]).endswith(".png"):
                # Not broken over lines: a path is there to be copied.
                words = Text(f"Picture: {self._kept(file)}", style="italic")
                self.console.print(words, soft_wrap=True)

    def _kept(self, file: Json) -> str:
        """Put a picture where it can be looked at, and return its path."""
        folder = self.pictures
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / Path(file["name"]).name
            path.write_bytes(self.standin.contents[file["id"]])
        except OSError as error:
            return f"{file['name']} cannot be written: {error.strerror}."
        return str(path)

    def _where(self, channel: str) -> str:
        facts = self.standin.channels[channel]
        return "direct message" if facts.get("is_im") else f"#{facts['name']}"

    def _presser(
        self, channel: str, message: Json, element: Json, value: str
    ) -> Callable[[], Reply]:
        def press() -> Reply:
            if not self._confirmed(element):
                return Reply(200)
            return self.workspace.press(self.user, channel, message, element, value)

        return press

    def _confirmed(self, element: Json) -> bool:
        confirm = element.get("confirm")
        if not confirm:
            return True
        self._say(f"{confirm['text']['text']} (yes or no)")
        return next(self.source, "no").strip().casefold() in {"y", "yes"}

    def _draw_home(self) -> None:
        home = self.standin.homes.get(self.user)
        if home is None or home["id"] == self._home:
            return
        self._home = home["id"]
        self._draw_in_view(home, "Home")

    def _draw_view(self, view: Json) -> None:
        self._draw_in_view(view, "modal")

    def _draw_in_view(self, view: Json, title: str) -> None:
        self._buttons = [
            partial(self.workspace.press_in_view, self.user, view, element, value)
            for element, value in _choices(view["blocks"])
        ]
        self.console.print(terminal_blocks.panel(view["blocks"], title=title, names=self._names()))

    def _fill(self, stack: list[Json]) -> None:
        view = stack[-1]
        self.console.print(Text(f"▣ {_title(view)}", style="bold"))
        values: dict[str, str] = {}
        faulty = {block["block_id"] for block in inputs(view)}
        while faulty:
            for block in [b for b in inputs(view) if b["block_id"] in faulty]:
                answer = self._field(block)
                if answer is None:
                    stack.pop()
                    self._say("Cancelled; nothing was changed.")
                    return
                values[block["block_id"]] = answer
            reply = self.workspace.submit(self.user, values)
            faulty = self._faults(reply)

    def _faults(self, reply: Reply) -> set[str]:
        errors = reply.body.get("errors", {}) if isinstance(reply.body, dict) else {}
        for words in errors.values():
            self.console.print(Text(f"✗ {words}", style="red"))
        return set(errors)

    def _field(self, block: Json) -> str | None:
        """Ask one field; an empty line takes what stands there."""
        element = block["element"]
        options = element.get("options") or []
        for number, option in enumerate(options, 1):
            self.console.print(Text(f"   {number} {option['text']['text']}", style="dim"))
        hint = (block.get("hint") or {}).get("text", "")
        optional = " (may stay empty)" if block.get("optional") else ""
        self._say(f"{block['label']['text']}{optional}? {hint}".rstrip())
        typed = next(self.source, None)
        if typed is None or typed.strip().casefold() == CANCEL:
            return None
        if self.scripted:
            self.console.print(Text(f"› {typed}", style="green"))
        return _meant(typed.strip(), element)

    def _names(self) -> dict[str, str]:
        people = {key: facts["name"] for key, facts in self.standin.users.items()}
        return people | {key: facts["name"] for key, facts in self.standin.channels.items()}

    def _say(self, words: str) -> None:
        self.console.print(Text(words, style="italic"))


def _meant(typed: str, element: Json) -> str:
    options = element.get("options") or []
    if not typed:
        return initial(element)
    if element["type"] == "checkboxes":
        return forms.MARK if typed.casefold() in {"y", "yes", "1", "x"} else ""
    picked = [part.strip() for part in typed.split(",")]
    numbers = [
        options[int(part) - 1]["value"]
        for part in picked
        if options and part.isdigit() and 0 < int(part) <= len(options)
    ]
    return ",".join(numbers) if numbers else typed


def _choices(shown: Sequence[Json]) -> list[tuple[Json, str]]:
    """Return what can be pressed: each button, each option of each menu."""
    return [
        (element, option["value"] if option else "")
        for element in pressable(shown)
        for option in (element.get("options") or [{}])
    ]


def _how(message: Json) -> str:
    parts = ["only you can see this"] if message.get("ephemeral_to") else []
    parts += ["in the thread"] if message.get("thread_ts") else []
    parts += ["edited"] if message.get("edited") else []
    return ", ".join(parts)


def _worded(message: Json) -> Json:
    words = str(message.get("text") or "")
    names = ", ".join(file["name"] for file in message.get("files") or ())
    shown = " · ".join(part for part in (words, f"file: {names}" if names else "") if part)
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": shown or " "}]}
    return {"type": "rich_text", "elements": [section]}


def _title(view: Json) -> str:
    first = view["blocks"][0]
    if first["type"] == "rich_text":
        return terminal_blocks.inline(first["elements"][0]["elements"], {}).plain
    return str(view["title"]["text"])
