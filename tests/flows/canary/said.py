"""What is said of every verb. A new verb needs a line here; without one the sweep fails."""

from __future__ import annotations

from collections.abc import Mapping

NUMBER, TYPED = "A 213-597-486", "Zerafina Quillonbrask"
NAME = "Ondrejka Vasquelline"

# Each verb with plain words, and with numbers and names in the place of every argument.
# {r} is the slug of the request that is full of birds; {f} a filing, {h} a held one.
VERBS: Mapping[str, tuple[str, ...]] = {
    "status": ("status", "status {r}", f"status {NUMBER}", f"status {NAME}", f"status {TYPED}"),
    "due": ("due", "due 400", f"due {NUMBER}", f"due {NAME}"),
    "overdue": ("overdue", f"overdue {NAME}"),
    "owe": ("owe",),
    "why": ("why {r}", "why {r}/ICE determination", f"why {NAME}", f"why {{r}}/{NAME}"),
    "ripe": ("ripe {r}", f"ripe {NUMBER}", f"ripe {NAME}"),
    "number": ("number {r}", f"number {NUMBER}", f"number {NAME}"),
    "news": ("news", "news since 2023-01-01", f"news {NAME}"),
    "history": ("history {r}", f"history {NAME}"),
    "timeline": ("timeline {r}", "timeline {r}/ICE", f"timeline {NAME}", f"timeline {NUMBER}"),
    "window": ("window", "window {r}", f"window {NAME}", f"window {NUMBER}"),
    "produced": ("produced", "produced {r}", f"produced {NAME}", f"produced {NUMBER}"),
    "fees": ("fees", "fees {r}", f"fees {NAME}", f"fees {NUMBER}"),
    "contacts": ("contacts", "contacts {r}", f"contacts {NAME}", f"contacts {NUMBER}"),
    "docket": ("docket", "docket {r}", f"docket {NAME}", f"docket {NUMBER}"),
    "speed": ("speed", "speed {r}", f"speed {NAME}", f"speed {NUMBER}"),
    "public": ("public", "public {r}", f"public {NAME}", f"public {NUMBER}"),
    "mark": ("mark", "mark {r}", f"mark {NAME}", f"mark {NUMBER}"),
    "draft": ("draft {r}/ICE follow-up", "draft {r}/ICE appeal", f"draft {NAME} follow-up", f"draft {NUMBER}"),
    "letter": ("letter {r}: request", "letter {r}: acknowledgment", f"letter {NAME}: denial", f"letter {NUMBER}"),
    "cite": ("cite {r}: expedited processing denied", "cite {r}: denial", "cite {r}: request", f"cite {NAME}: denial"),
    "export": ("export csv", "export json", "export xlsx", "export ics", f"export {NAME}", f"export json {NAME}"),
    "find": ("find monitoring", "find records", f"find {NUMBER}", f"find {NAME}", f"find {TYPED}",
             "find Vasqueline", "find vasquelline monitoring"),
    "ask": ("ask how many pages did the search find?", f"ask what does the letter say about {NAME}?",
            f"ask where is {NUMBER}?", f"ask about {TYPED}"),
    "show": ("show {f}", "show {f} 2", "show {h}", f"show {NAME}", f"show {NUMBER}.txt", f"show {NAME}.docx 3"),
    "filings": ("filings", "filings {r}", f"filings {NAME}"),
    "redactions": ("redactions", "redactions b6", f"redactions {NAME}"),
    "log": (
        "log {r}/ICE acknowledged --on 2023-12-01 --number 2023-ICFO-09214",
        f"log {{r}}/ICE acknowledged --on 2023-12-02 --number {NUMBER} --note call about {NUMBER} and {NAME}",
        f"log {{r}}/ICE acknowledged --on 2023-12-03 --letter {NAME}.docx",
        f"log {{r}}/{NAME} acknowledged --on 2023-12-03", f"log {{r}}/ICE {NAME} --on 2023-12-03",
        f"log {{r}}/ICE acknowledged --on {NAME}", "log",
    ),
    "import": ("import", f"import {NAME}", f"import #{NAME} yes"),
    "new": (
        f"new Records of {NAME} --to ICE --sent 2023-11-10 --alias {NUMBER} --owner {NAME}",
        f"new Records of {NAME} --to ICE --sent 2023-11-10 --alias {NUMBER}",
        f"new Second --to {NAME} --sent 2023-11-10", "new Third --to A213597486 --sent 2023-11-10",
        f"new Fourth --to ICE --sent {NUMBER}", "new",
    ),
    "assign": ("assign {r} to me", f"assign {{r}} to {NAME}", f"assign {NAME} to me"),
    "alias": (f"alias {{r}} as {NAME}", f"alias {{r}} as {NUMBER} matter", f"alias {NAME} as x"),
    "home": ("home {r}", f"home {{r}} in {NAME}", f"home {NAME}"),
    "nudges": ("nudges 300", f"nudges {NAME}"),
    "remind": (f"remind {{r}} on 2027-03-03 to call {NAME} about {NUMBER}", f"remind {NAME} on 2027-03-03 to call",
               f"remind {{r}} on {NAME} to call"),
    "done": ("done", f"done {NAME}"),
    "snooze": ("snooze", f"snooze {NAME}"),
    "level": ("level {f} team", "level {h} team", "level {h} restricted", f"level {NAME} public", f"level {{f}} {NAME}"),
    "forget": (f"forget {NAME}", "forget {f}"),
    "undo": ("undo",),
    "channel": ("channel", "channel allow", f"channel {NAME}", f"channel allow {NAME}"),
    "choices": ("choices", f"choices {NAME} {NUMBER}", f"choices weekend-receipt {NAME}"),
    "people": ("people", f"people add {NAME}", f"people remove {NAME}", f"people add U0NEW as {NAME}"),
    "help": ("help", f"help {NAME}", f"{NAME}", "vasquelline", f"what about {NAME}?", f"please help {NUMBER}"),
}  # fmt: skip

# Forms: the verb, and the fields in which somebody types what they should not.
FORMS: Mapping[str, Mapping[str, str]] = {
    "log": {"target": "{r}/ICE", "event": "acknowledged", "on": "2023-12-05", "number": NUMBER,
            "note": f"Spoke with {NAME} about {NUMBER}."},
    "new": {"name": f"Files of {NAME}", "to": "ICE", "sent": "2023-11-10", "alias": NUMBER},
}  # fmt: skip

# Every command of `foia`: the arguments after it. None: it serves until stopped; the sweep of the
# verbs goes through what it serves.
COMMANDS: Mapping[str, tuple[tuple[str, ...], ...] | None] = {
    "run": None, "web": None, "worker": None, "demo": None,
    "status": ((), (NAME,), (NUMBER,)),
    "overdue": ((),), "owe": ((),), "news": (("--since", "2023-01-01"), (NAME,)),
    "window": (("{r}",), (NAME,)),
    "produced": (("{r}",), (NAME,)),
    "fees": (("{r}",), (NAME,)),
    "contacts": (("{r}",), (NAME,)),
    "docket": (("{r}",), (NAME,)),
    "speed": (("{r}",), (NAME,)),
    "public": (("{r}",), (NAME,)),
    "mark": (("{r}",), (NAME,)),
    "draft": (("{r}/ICE", "follow-up"), (NAME,)), "letter": (("{r}:", "request"), (NAME, ":", "denial")),
    "cite": (("{r}:", "denial"), (NAME, ":", "denial")),
    "history": (("{r}",), (NAME,)), "why": (("{r}/ICE",), (NAME,)), "ripe": (("{r}",), (NUMBER,)),
    "number": (("{r}",), (NUMBER,)), "choices": ((), (NAME, NUMBER)), "people": ((), ("add", NAME)),
    "home": (("{r}",), (NAME, "in", "C0FOIA0001")), "remind": ((NAME, "on", "2027-03-03", "to", NUMBER),),
    "level": (("{f}", NAME), (f"{NAME}.docx", "team")),
    "assign": ((NAME, "to", "me"),), "alias": (("{r}", "as", NAME),), "undo": ((),), "due": (("--days", "400"),),
    "find": (("monitoring",), (NAME,), (NUMBER,)), "ask": (("how many pages did the search find?",), (NAME,)),
    "redactions": ((), (NAME,)),
    "request": (("list",), ("show", "{r}"), ("add", f"Papers of {NAME}", "--to", "ICE", "--sent", "2023-11-10",
                "--alias", NUMBER, "--owner", NAME)),
    "log": (("{r}/ICE", "acknowledged", "--on", "2023-12-06", "--note", f"{NAME} {NUMBER}", "--set",
             f"number={NUMBER}"), ("{r}/ICE", "acknowledged", "--on", "2023-12-06", "--letter", f"{NAME}.pdf")),
    "import": (("{t}",), ("{t}", "--yes"), ("{t}", "--map", f"{NAME}=sent"), ("{papers}/list.xlsx",),
               ("{papers}/nothing A213597486.csv",)),
    "export": (("csv",), ("json",), ("xlsx",), ("ics",)),
    "timeline": (("{r}",), (NAME,)),
    "deadline": (("--limit", "appeal", "--start", "2024-03-01"), ("--limit", NAME, "--start", "2024-03-01")),
    "add": (("{papers}",), ("{papers}/nothing A213597486.pdf",)), "filings": ((),),
    "show": (("{f}", "1"), (f"{NAME}.docx", "1")), "forget": ((NAME,),),
    "batch": (("find",), ("ask",), ("mask",), ("read",), ("letter",)), "mask": ((),), "roster": (("add", "{papers}/missing"),),
    "index": (("rebuild",),), "console": (("--say", "status", "--say", "filings"),),
    "nudges": ((), ("verify",)), "sweep": (("--dry-run",), ("--now", NAME)), "check": ((),), "doctor": ((),),
    "backup": (("{out}/copies",),), "restore": (("{out}/no such {n}",),), "vault": (("check",), ("rotate",)), "db": (("upgrade",),), "manifest": ((),),
    "places": ((), ("allow", NAME)), "audit": (("--last", "500"),),
}  # fmt: skip
