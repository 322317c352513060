"""Words that are no question to us: thanks and greetings, and what we cannot do."""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re

_END = r"(?:[\s,.!]*(?:foia|bot|there|all|everyone|team|again|so much|a lot|very much|man|friend|much|for (?:the|that|your|all)(?: \w+){0,2}|you(?: are|'re|r)?(?: (?:a|the|an|so|very|really))? (?:\w+ ?){1,3}|that (?:is|was|'s) (?:great|perfect|helpful|all|it)|good (?:job|work|to know)|appreciate (?:it|you|that)|have a good \w+|por (?:todo|la ayuda|su ayuda|tu ayuda)|ttyl|later))*[\s.!]*$"
THANKS = re.compile(
    r"^(?:(?:ok|okay|oh|wow|great|cool|perfect|awesome|nice|yay|amazing|lovely|brilliant|excellent)[\s,!.]+)*"
    r"(?:thanks?(?: you)?|thank u|thx|tx|ty|tysm|tks|cheers|much appreciated|appreciated?(?: it)?|gracias|muchas gracias|you rock|good bot|nice work|great job|well done|you(?:'re| are) (?:a |the )?(?:\w+ ?){1,3}|love (?:it|you|this))"
    r"(?:[\s,!.]+(?:ty|thanks|thank you|thx))*" + _END,
    re.IGNORECASE,
)
HELLO = re.compile(
    r"^(?:(?:hi+|hey+|hello+|hiya|howdy|yo|sup|good (?:morning|afternoon|evening)|morning|hola|buenos dias|buenas(?: tardes| noches)?"
    r"|what'?s up|how are (?:you|things)(?: (?:today|doing))?(?= *[?.!]*$)|how'?s (?:it going|your day)|you there|anyone (?:there|home)|are you (?:there|awake|up|a bot|real|human|ok)|happy (?:monday|friday|new year|holidays)|hope (?:you|all) (?:is|are) (?:well|good)|test(?:ing)?|como estas|que tal)"
    r"[\s,!.?]*(?:foia|bot|there|all|everyone|team|again|folks|you)?[\s,!.?]*)+$",
    re.IGNORECASE,
)
PASSING = re.compile(
    r"^(?:(?:ok(?:ay)?|k|kk|cool|great|nice|perfect|awesome|got it|gotcha|understood|noted|(?:that )?makes sense|fair enough|sounds good|good(?: to know)?|interesting|lol|haha+|hm+|right|i see|wow|ugh|oof|whoa|oh|ah|never ?mind|nvm|nm|np|forget it|no worries|all good|no problem|will do|on it|bye|goodbye|(?:talk|speak|chat|catch you|see ya|later)(?: to you)?(?: later| soon| tomorrow)?|see you(?: later| tomorrow| monday)?|good ?night|have a (?:good|nice|great) (?:one|day|night|weekend|evening)|ttyl|brb|bye for now|bye bye|so long|gotta (?:go|run)|adios|hasta luego|thanks?(?: you)?|then|bot|foia|sure|yep|yup|well|sorry|my bad|oops|you too|same|true|exactly|agreed|word|bueno|vale|de nada|wrong (?:channel|chat|window|thread|bot|person|place)|ignore (?:me|that|this)|disregard(?: that)?|not (?:for|you)(?: you)?|just testing)[\s.!,]*)+$",
    re.IGNORECASE,
)  # fmt: skip
ABOUT = re.compile(
    r"^(?:so |ok |hey |hi |um )*(?:what (?:can|do) (?:you|u) do|what are you(?: for)?|who are you|what(?:'?s| is) your name|who (?:made|built|wrote|runs) you|are you (?:an? )?(?:ai|chatgpt|llm|robot|person|machine)|how (?:do|can) (?:i|we) use (?:you|this)"
    r"|what (?:do|can|should) (?:i|we) (?:say|type|ask)(?: you)?(?= here|\W*$)|what (?:commands|things)(?: \w+){0,4}|(?:show|list|give)(?: me)? (?:the |your |all )*commands|how does this work|i(?: a|')m (?:new|lost|confused|stuck)(?: here)?"
    r"|what do you mean|what does that mean|i do ?n.?t (?:get it|understand)|huh|que puedes hacer|ayuda)\b.{0,30}$",
    re.IGNORECASE,
)  # fmt: skip
# What is asked of us that we do not do, and what is near.
CANNOT: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(text, re.IGNORECASE), why, near)
    for text, why, near in (
        (r"\b(?:weather|joke|lunch|dinner|coffee|recipe|song|poem|stock price|sports?|score of|movie)\b", "That is none of my business: I look after FOIA requests.", "status"),
        (r"^(?:please |can you |could you |ok )*(?:make|write|say) (?:it|that|this) (?:\w+ )?(?:shorter|longer|nicer|stronger|more \w+|less \w+|formal|polite|in \w+)|^(?:shorten|rewrite|rephrase|translate|proofread|polish|reword) (?:it|that|this|the)\b|\btranslate\b", "I do not rewrite texts: a draft comes from the facts on record, and a person edits it.", "draft"),
        (r"^(?:please |can you |could you |go ahead and |just )*(?:e?-?mail|send|fax|mail|call|phone|text) (?:them|it|him|her|[a-z]{2,5}(?= (?:to|for|and|now))|the (?:agency|judge|court|clerk|analyst|officer|liaison|foia office)|an e?-?mail|a letter|this|that) (?:\w+ ){0,6}(?:for (?:me|us)|to (?:them|ice|dhs|cbp|the|opm)|now|back|today)\b|^(?:please |can you |could you )*(?:file|submit|send) (?:the |our |an |a )(?:\w+ ){0,2}(?:appeal|request|complaint|lawsuit|foia)(?: \w+){0,4}(?: for (?:me|us))?$", "I send nothing to agencies: a person does. I can write a draft.", "draft"),
        (r"^(?:please |can you |could you |will you |pls )+(?:call|phone|fax|text|e-?mail|mail|write to) (?!me\b|us\b|a\b|an\b)\w+", "I send nothing to agencies: a person does. I can write a draft.", "draft"),
        (r"^(?:phone|fax|text|dial|ring) (?:it|them|her|him|the)\b", "I send nothing to agencies: a person does. I can write a draft.", "draft"),
        (r"\b(?:legal advice|are we going to win|will we win|should we (?:sue|settle|appeal)|chances of (?:winning|success)|is it worth)\b", "That is for counsel to say. I can show what is on record for it.", "ripe"),
        (r"\b(?:book|order|buy|reserve|schedule a (?:meeting|call)|invite|zoom|set up a (?:meeting|call))\b (?:\w+ ){0,3}(?:room|flight|meeting|call|ticket|lunch|zoom)\b", "I have no calendar of people. I can set a reminder.", "remind"),
        (r"\b(?:delete|erase|wipe|remove|drop) (?:everything|all|the database|my account|every \w+)\b", "I do not delete everything at once, for anybody.", "help"),
        (r"^(?:please |can you |could you |go |ok )*(?:order|buy|book|hack|pay|print|hire|cook|play|rent|reserve|download|install|bake|fix my)\b(?!.*\b(?:csv|xlsx|excel|calendar|spreadsheet)\b)", "I cannot do that. I keep requests, their dates and filings.", "status"),
        (r"^what did (?:i|we|you) (?:just )?(?:say|type|ask|tell you)\b", "I keep no words of what is said, only which request it was about.", "news"),
        (r"\b(?:google|search the (?:web|internet)|look (?:it|that) up online|browse)\b", "I do not search the web: only the filings and the record here.", "find"),
    )
)  # fmt: skip


# A word of assent or refusal, where nothing is open that it could be about.
BARE_YES = re.compile(
    r"^(?:yes|yeah|no|nope|do it|go ahead|record it|cancel|confirm|si"
    r"|(?:the )?(?:first|second|third|fourth|last|other) one)[\s.!]*$",
    re.IGNORECASE,
)


def is_small(line: str) -> bool:
    """Say whether a line is thanks, a greeting or a passing word, and nothing else."""
    text = line.strip()
    return any(one.match(text) for one in (THANKS, HELLO, PASSING))


def reply(line: str) -> str:
    """Return the one line that small talk gets."""
    text = line.strip()
    if HELLO.match(text):
        return "Hello. Ask me where a request stands, what is due, or tell me what happened."
    if THANKS.match(text):
        return "You are welcome."
    return "All right."


def cannot(line: str) -> tuple[str, str] | None:
    """Return why we do not do what is asked, and the name of what is near; None where we may."""
    return next(((why, near) for text, why, near in CANNOT if text.search(line.strip())), None)
