"""What the methods of the stand-in do, and what they refuse, as Slack documents them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from handlers.devkit import slack_rules

if TYPE_CHECKING:
    from handlers.devkit.standin import Link, Standin

Arguments = Mapping[str, Any]
Answer = dict[str, Any]

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 1800.0
RESPONSE_USES = 5
STACK = 3  # modals above each other


class Refusal(Exception):  # noqa: N818 - reads as what happened
    """Slack's ok:false."""

    def __init__(self, error: str, **detail: Any) -> None:
        super().__init__(error)
        self.error = error
        self.detail = detail


def perform(standin: Standin, method: str, arguments: Arguments, bearer: str) -> Answer:
    """Do what a method does; raises Refusal where Slack would answer ok:false."""
    if method not in METHODS:
        raise Refusal("unknown_method")
    wanted = standin.app_token if method == "apps.connections.open" else standin.token
    if bearer != f"Bearer {wanted}":
        raise Refusal("invalid_auth")
    run, scopes = METHODS[method]
    if scopes and standin.scopes is not None and not standin.scopes & scopes:
        raise Refusal("missing_scope", needed=",".join(sorted(scopes)))
    return {"ok": True, **run(standin, arguments)}


def respond(standin: Standin, identifier: str, arguments: Arguments) -> tuple[int, str]:
    """Take a post to a response_url; returns the HTTP status and words, as Slack does."""
    link = standin.links.get(identifier)
    if link is None:
        return 404, "no_such_url"
    if standin.clock() - link.at > RESPONSE_SECONDS:
        return 404, "expired_url"
    if link.uses >= RESPONSE_USES:
        return 404, "used_url"
    link.uses += 1
    link.used_at = standin.clock()
    if arguments.get("delete_original"):
        _replace(standin, link, None)
        return 200, "ok"
    if refusal := slack_rules.message_refusal(arguments):
        return 400, refusal
    _place_response(standin, link, arguments)
    return 200, "ok"


def _place_response(standin: Standin, link: Link, arguments: Arguments) -> None:
    message = _content(arguments) | {"user": standin.bot_user, "bot_id": standin.bot_id}
    if arguments.get("replace_original") and link.message_ts:
        _replace(standin, link, message)
        return
    if arguments.get("response_type") != "in_channel":
        message["ephemeral_to"] = link.user
    if thread := arguments.get("thread_ts") or link.thread_ts:
        message["thread_ts"] = thread
    standin.record(link.channel, message)


def _replace(standin: Standin, link: Link, message: Answer | None) -> None:
    for number, kept in enumerate(standin.messages.get(link.channel, [])):
        if kept["ts"] == link.message_ts:
            if message is None:
                del standin.messages[link.channel][number]
            else:
                kept.update(message, edited=standin.number())
            return


def _content(arguments: Arguments) -> Answer:
    names = ("text", "blocks", "metadata", "thread_ts")
    return {name: arguments[name] for name in names if arguments.get(name)}


def _auth_test(standin: Standin, _: Arguments) -> Answer:
    return {
        "url": f"{standin.address}/",
        "team": "Stand-in",
        "user": "foia",
        "team_id": standin.team,
        "user_id": standin.bot_user,
        "bot_id": standin.bot_id,
    }


def _post(standin: Standin, arguments: Arguments) -> Answer:
    channel = _writable(standin, str(arguments.get("channel", "")))
    if refusal := slack_rules.message_refusal(arguments):
        raise Refusal(refusal)
    message = standin.record(
        channel, {**_content(arguments), "user": standin.bot_user, "bot_id": standin.bot_id}
    )
    return {"channel": channel, "ts": message["ts"], "message": message}


def _writable(standin: Standin, channel: str) -> str:
    if channel.startswith(("U", "W")):
        if channel not in standin.users:
            raise Refusal("channel_not_found")
        return standin.dm_of(channel)
    facts = _channel(standin, channel)
    if facts.get("is_archived"):
        raise Refusal("is_archived")
    if standin.bot_user not in facts["members"]:
        raise Refusal("not_in_channel")
    return channel


def _channel(standin: Standin, channel: str) -> dict[str, Any]:
    facts = standin.channels.get(channel)
    # A private channel without the bot does not exist for it.
    if facts is None or (facts.get("is_private") and standin.bot_user not in facts["members"]):
        raise Refusal("channel_not_found")
    return facts


def _post_ephemeral(standin: Standin, arguments: Arguments) -> Answer:
    channel = _writable(standin, str(arguments.get("channel", "")))
    user = str(arguments.get("user", ""))
    if user not in standin.channels[channel]["members"]:
        raise Refusal("user_not_in_channel")
    if refusal := slack_rules.message_refusal(arguments):
        raise Refusal(refusal)
    message = standin.record(
        channel,
        {**_content(arguments), "user": standin.bot_user, "ephemeral_to": user},
    )
    return {"message_ts": message["ts"]}


def _update(standin: Standin, arguments: Arguments) -> Answer:
    channel = str(arguments.get("channel", ""))
    message = _own(standin, channel, str(arguments.get("ts", "")))
    if refusal := slack_rules.message_refusal(arguments):
        raise Refusal(refusal)
    message.update(_content(arguments), edited=standin.number())
    return {"channel": channel, "ts": message["ts"], "text": message.get("text", "")}


def _delete(standin: Standin, arguments: Arguments) -> Answer:
    channel = str(arguments.get("channel", ""))
    message = _own(standin, channel, str(arguments.get("ts", "")))
    standin.messages[channel].remove(message)
    return {"channel": channel, "ts": message["ts"]}


def _own(standin: Standin, channel: str, ts: str) -> dict[str, Any]:
    for message in standin.messages.get(channel, []):
        if message["ts"] == ts and not message.get("ephemeral_to"):
            if message.get("user") != standin.bot_user:
                raise Refusal("cant_update_message")
            return message
    raise Refusal("message_not_found")


def _info(standin: Standin, arguments: Arguments) -> Answer:
    facts = _channel(standin, str(arguments.get("channel", "")))
    shown = {name: value for name, value in facts.items() if name != "members"}
    return {"channel": {**shown, "is_member": standin.bot_user in facts["members"]}}


def _history(standin: Standin, arguments: Arguments) -> Answer:
    channel = str(arguments.get("channel", ""))
    if standin.bot_user not in _channel(standin, channel)["members"]:
        raise Refusal("not_in_channel")
    oldest = float(arguments.get("oldest") or 0)
    thread = str(arguments.get("ts", ""))
    shown = [
        _shown(message, arguments)
        for message in reversed(standin.messages.get(channel, []))
        if float(message["ts"]) > oldest
        and not message.get("ephemeral_to")
        and (not thread or thread in {message.get("thread_ts"), message["ts"]})
    ]
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    more = str(start + limit) if start + limit < len(shown) else ""
    return {
        "messages": shown[start : start + limit],
        "has_more": bool(more),
        "response_metadata": {"next_cursor": more},
    }


def _shown(message: dict[str, Any], arguments: Arguments) -> dict[str, Any]:
    wanted = str(arguments.get("include_all_metadata", "")).lower() in {"1", "true"}
    return {n: v for n, v in message.items() if wanted or n != "metadata"}


def _open_dm(standin: Standin, arguments: Arguments) -> Answer:
    user = str(arguments.get("users", ""))
    if user not in standin.users:
        raise Refusal("user_not_found")
    return {"channel": {"id": standin.dm_of(user)}}


def _members(standin: Standin, arguments: Arguments) -> Answer:
    return {"members": _channel(standin, str(arguments.get("channel", "")))["members"]}


def _user(standin: Standin, arguments: Arguments) -> Answer:
    user = standin.users.get(str(arguments.get("user", "")))
    if user is None:
        raise Refusal("user_not_found")
    return {"user": user}


def _spend(standin: Standin, arguments: Arguments) -> str:
    trigger = standin.triggers.get(str(arguments.get("trigger_id", "")))
    if trigger is None:
        raise Refusal("invalid_trigger_id")
    if standin.clock() - trigger.at > TRIGGER_SECONDS:
        raise Refusal("expired_trigger_id")
    if trigger.used:
        raise Refusal("exchanged_trigger_id")
    trigger.used = True
    return trigger.user


def _view(standin: Standin, arguments: Arguments) -> dict[str, Any]:
    view = dict(arguments.get("view") or {})
    if refusal := slack_rules.view_refusal(view):
        raise Refusal(refusal)
    return view | {"id": f"V{standin.number():08d}", "hash": str(standin.number())}


def _open_view(standin: Standin, arguments: Arguments) -> Answer:
    view = _view(standin, arguments)
    user = _spend(standin, arguments)
    standin.views[user] = [view]
    return {"view": view}


def _push_view(standin: Standin, arguments: Arguments) -> Answer:
    view = _view(standin, arguments)
    stack = standin.views.setdefault(_spend(standin, arguments), [])
    if len(stack) >= STACK:
        raise Refusal("push_limit_reached")
    stack.append(view)
    return {"view": view}


def _update_view(standin: Standin, arguments: Arguments) -> Answer:
    view = _view(standin, arguments)
    for stack in standin.views.values():
        for number, kept in enumerate(stack):
            if kept["id"] == arguments.get("view_id"):
                stack[number] = view | {"id": kept["id"]}
                return {"view": stack[number]}
    raise Refusal("not_found")


def _publish(standin: Standin, arguments: Arguments) -> Answer:
    user = str(arguments.get("user_id", ""))
    if user not in standin.users:
        raise Refusal("user_not_found")
    standin.homes[user] = _view(standin, arguments)
    return {"view": standin.homes[user]}


def _file(standin: Standin, arguments: Arguments) -> Answer:
    file = standin.files.get(str(arguments.get("file", "")))
    if file is None:
        raise Refusal("file_not_found")
    return {"file": file}


def _upload_url(standin: Standin, arguments: Arguments) -> Answer:
    length = str(arguments.get("length", ""))
    if not arguments.get("filename") or not length.isdigit() or int(length) == 0:
        raise Refusal("invalid_arguments")
    alt = str(arguments.get("alt_txt") or "")
    file = standin.add_file(
        str(arguments["filename"]), b"", standin.bot_user, promised=int(length), alt_txt=alt
    )
    return {"file_id": file["id"], "upload_url": f"{standin.address}/upload/{file['id']}"}


def take_bytes(standin: Standin, identifier: str, body: bytes) -> bool:
    """Take the bytes of a file that was announced; False where Slack would refuse them."""
    file = standin.files.get(identifier)
    if file is None or len(body) != file.get("promised"):
        return False
    standin.contents[identifier] = body
    file["size"] = len(body)
    return True


def _complete_upload(standin: Standin, arguments: Arguments) -> Answer:
    wanted = arguments.get("files") or ()
    if not wanted or any(not standin.contents.get(item.get("id", "")) for item in wanted):
        raise Refusal("file_not_found")
    files = [standin.files[item["id"]] for item in wanted]
    for file, item in zip(files, wanted, strict=True):
        file["title"] = item.get("title") or file["name"]
    channel = str(arguments.get("channel_id") or "")
    if channel.startswith(("U", "W")):
        raise Refusal("channel_not_found")  # a conversation is wanted, not a person
    if channel:
        message = {"text": str(arguments.get("initial_comment") or ""), "files": files}
        if arguments.get("thread_ts"):
            message["thread_ts"] = arguments["thread_ts"]
        where = _writable(standin, channel)
        standin.record(where, {**message, "user": standin.bot_user, "bot_id": standin.bot_id})
    return {"files": files}


def _socket(standin: Standin, _: Arguments) -> Answer:
    if not standin.socket_url:
        raise Refusal("internal_error")
    return {"url": standin.socket_url}


Method = Callable[["Standin", Arguments], Answer]
_READ = frozenset({"channels:read", "groups:read", "im:read", "mpim:read"})
_PAST = frozenset({"channels:history", "groups:history"})
_WRITE = frozenset({"chat:write"})

# Each with the scopes of which one must have been granted.
METHODS: dict[str, tuple[Method, frozenset[str]]] = {
    "auth.test": (_auth_test, frozenset()),
    "apps.connections.open": (_socket, frozenset()),
    "chat.postMessage": (_post, _WRITE),
    "chat.postEphemeral": (_post_ephemeral, _WRITE),
    "chat.update": (_update, _WRITE),
    "chat.delete": (_delete, _WRITE),
    "conversations.info": (_info, _READ),
    "conversations.history": (_history, _PAST),
    "conversations.replies": (_history, _PAST),
    "conversations.members": (_members, _READ),
    "conversations.open": (_open_dm, frozenset({"im:write"})),
    "users.info": (_user, frozenset({"users:read"})),
    "views.open": (_open_view, frozenset()),
    "views.push": (_push_view, frozenset()),
    "views.update": (_update_view, frozenset()),
    "views.publish": (_publish, frozenset()),
    "files.info": (_file, frozenset({"files:read"})),
    "files.getUploadURLExternal": (_upload_url, frozenset({"files:write"})),
    "files.completeUploadExternal": (_complete_upload, frozenset({"files:write"})),
}
