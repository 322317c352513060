"""What people say when a line leans on what was said before: "and DHS?", "the second", "says who".

Patterns of whole lines in lower case, contractions written out; `followups` says what each means.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re

LEAD = re.compile(
    r"^(?:(?:ok|okay|and|so|hm+|right|great|thanks|cool|well|also|but|oh|alright|now|then|please|hey)[\s,]+)+"
)
ABOUT = re.compile(
    r"^(?:what about|how about|and what about|(?:is there |do we have )?any(?:thing)?(?: new| more)? (?:on|about|for|from|at|with)|what is up with|just|only|only from|from|show only|show just|same (?:question |thing )?(?:for|with|on)|same for|do the same for"
    r"|and for|and|now|also|ditto for|likewise for|y)\s+(?P<what>.+?)(?:\s+(?:too|then|instead|as well))?[?.!]*$"
)
YES = re.compile(
    r"^(?:yes|yep|yeah|yup|sure|do it|record it|go ahead|correct|confirmed?|right|exactly|ok record it|si|please do|that one)(?:[\s,]+(?:please|record it|do it|do that|that is right|thanks|record that))*[\s.!]*$"
)
NO = re.compile(
    r"^(?:no|nope|nah|not (?:this|that)|cancel|(?:scrap|drop|forget|discard|skip|toss) (?:it|that)|do not|leave it|ignore (?:it|that)|wrong|never ?mind)(?:[\s,]+(?:thanks|cancel|that is wrong|do not|leave it|not that|(?:scrap|drop|forget|discard|skip|toss|ignore) (?:it|that)|never ?mind))*[\s.!]*$"
)
# "actually the drones"; "actually the grant was partial" tells something of it.
INSTEAD = re.compile(
    r"^(?:no|not that|i meant|i mean|sorry|wait|actually)[\s,]+(?!.*\b(?:is|was|were|has|have|had|did|they|we)\b)(?:i (?:meant|mean) |the )?(?P<what>.+?)[.!?]*$"
)
ORDINAL = re.compile(
    r"^(?:(?:the|show me|show|open|take|pick|option|number|no\.?|#)\s*)*"
    r"(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|one|two|three|[1-9])"
    r"(?:\s+(?:one|option|of (?:them|those|these)|please))*[\s.!?]*$"
)
NTH = {
    "first": 0, "1st": 0, "one": 0, "1": 0, "second": 1, "2nd": 1, "two": 1, "2": 1, "third": 2,
    "3rd": 2, "three": 2, "3": 2, "fourth": 3, "4th": 3, "4": 3, "fifth": 4, "5th": 4, "5": 4,
    "last": -1,
}  # fmt: skip
ONE_OF_THEM = re.compile(
    r"\b(?:the )?(?P<n>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)(?: (?:one|request|of (?:them|those|these)))\b"
)
OTHER = re.compile(
    r"^(?:(?:what|how) about |and |show (?:me )?)?(?:the other(?: one)?|the rest|the others)[\s?.!]*$"
)
WHY = re.compile(
    r"^(?:y )?(?:why(?: (?:is|was) (?:that|it|this))?|how come|why so|why then|why that (?:date|day)|how so|how is that|how did you get (?:that|there)|explain(?: (?:that|it))?|why not|por que)[\s?.!]*$"
)
SINCE = re.compile(
    r"^(?:since when|from when|as of when|when (?:is|was) (?:that|it)|when|when then|then when|so when|by when|until when|what date|which day|what day|how long|for how long|how late|how many days(?: (?:left|late))?|how long do (?:they|we) have(?: left)?|and when|cuando)[\s?.!]*$"
)
SPAN = re.compile(
    r"\b(?:(?:this|next|last) (?:week|month|quarter|year)|today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next )?\d+ (?:days|weeks)|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
NUMBER = re.compile(
    r"^(?:(?:and|what about|how about|next|in|the|make it|after that|then|for)[\s,]+)*(\d{1,3})(?: days)?[\s?.!]*$"
)
OURS = re.compile(
    r"^(?:(?:just|only|show|me|and|what about|which (?:are|of (?:those|them) are)|the ones?|those|that are|which are|ones)\s+)*(?:ours|mine|on us|our (?:ones?|side)|we owe|that we owe|for us)(?:[\s,]+(?:only|alone|please))*[\s?.!]*$"
)
LATE = re.compile(
    r"^(?:(?:just|only|show|me|and|what about|which (?:are|of (?:those|them) are)|the ones?|those|that are|which are|ones)\s+)*(?:late|overdue|past due|theirs|the late ones|the overdue ones|late ones|overdue ones)(?:[\s,]+(?:only|alone|please))*[\s?.!]*$"
)
HOW_LATE = re.compile(r"(?:by )?how (?:much|late|long)\W*$")
UNDO = re.compile(
    r"^(?:(?:wait|no|oops|sorry|please|actually|hold on|uh|ugh|hm+|ah|that (?:was|is) wrong|my mistake)[\s,]+)*(?:undo(?: (?:that|it|this|my last(?: \w+)?|the last (?:one|thing|change|entry)))?|take (?:that|it) back|scratch that|revert(?: (?:that|it))?|unrecord that|deshacer|that was wrong,? undo)(?:[\s,]+(?:please|that|it))*[\s.!]*$"
)
IT = re.compile(
    r"\b(?:it|that|this(?! (?:week|month|quarter|year|morning|afternoon|time)\b)|them|they|their|those|he|she|its|there|that one|this one|eso|esa)\b"
)
LETTER = re.compile(
    r"\b(?:that|the|their|this|said) (?:letter|email|notice|document|filing|page|acknowledgment|denial|response)\b|\bshow (?:me )?(?:it|that)\b"
)
DRAFT = re.compile(
    r"^(?:can you |could you |please )?(?:nudge|chase|poke|prod|ping|remind|follow up with) "
    r"(?:them|it|him|her|the agency)\b(?P<more>.*)$|"
    r"^(?:can you |could you |please )?(?:email|e-mail|write|send|message|mail|call|fax|text)(?: to)? (?:them|it|him|her|the agency|AGY) (?:an?|another|one more|the) (?:\w+ )?(?:reminder|nudge|follow[- ]?up|letter|note|e-?mail|message|line)\b.*$|"
    r"^(?:can you |could you |please )?(?:draft|write|prepare) (?:it|one|that|(?:to )?them|me one|a (?:letter|follow[- ]?up|nudge|reminder)|the (?:letter|appeal|follow[- ]?up|answer|reply|response)|an (?:appeal|answer)|our (?:answer|reply|appeal))\b(?P<rest>.*)$"
)
TARGETED = frozenset({
    "status", "why", "window", "ripe", "number", "history", "letter", "cite", "fees", "contacts",
    "produced", "docket", "draft", "timeline", "news", "filings", "mark", "owe", "public", "overdue",
    "due", "redactions",
})  # fmt: skip
# Asked in a few words, these are of what was spoken of; status, news and dates are of all.
OF_SOMETHING = frozenset({
    "window", "letter", "cite", "fees", "contacts", "docket", "mark", "produced", "public",
    "redactions", "filings",
})  # fmt: skip
# These are so in a whole sentence, too: "and when do we have to appeal".
OF_THE_MATTER = frozenset({"window", "fees", "public", "produced", "redactions", "contacts"})
AROUND = frozenset({
    "and", "what", "about", "how", "is", "are", "due", "the", "on", "in", "just", "by", "before",
    "until", "for", "then", "show", "me", "only", "alone", "but", "so", "far", "since", "from",
    "through", "please", "instead", "anything", "any", "else", "more", "other", "coming", "up",
})  # fmt: skip
ALL = re.compile(r"\b(?:all|every|everything|anything|everybody|each|any|which requests)\b")
WHY_NAMED = re.compile(r"^why (?P<what>(?!(?:the|this|that|so|not|such)\b)[a-z -]+)[\s?.!]*$")
EACH = re.compile(r"\b(?:all|every|everything|everybody|each|which requests)\b")
SAYS = re.compile(
    r"^what (?:does|did|do) (?:it|that|this|they|the (?:letter|page|email|document)) (?:say|mean|tell"
    r"|ask|want)\b"
)
NEXT = re.compile(
    r"^(?:and )?(?:is|was) (?:there )?anything (?:else )?(?:coming up|coming|due|set|scheduled|ahead|next)(?: (?:there|here|on (?:it|that|this)|for (?:it|that|this)))?[\s?.!]*$|^(?:what is |when is |and )*(?:the |our |their )?next (?:deadline|date|step|hearing|one|thing|production|release)"
    r"(?: due)?[\s?.!]*$"
)
SHORT = 7  # words: a longer line stands on its own
FEW = 4


THE_ONE = re.compile(
    r"\b(?:(?:this|that|the) (?:one|request|matter|case|foia)|it|this|that|them|they|their|eso|esa)\b"
)


# A few words that ask of what was spoken of, whatever was asked before.
BARE = tuple(
    (re.compile(rf"^(?:{pattern})[\s?.!]*$"), query)
    for pattern, query in (
        (
            r"how much(?: (?:is it|do they want|is that|money))?|what amount|what does it cost",
            "fees",
        ),
        (
            r"what (?:can|should|do|could) we do(?: now| next| about (?:it|that|this))?|what now|what next|(?:what are )?(?:our |the )?(?:options|next steps?)",
            "status",
        ),
        (
            r"(?:any|which|what|show me the|the) (?:letters|filings|documents|files|papers)(?: (?:on (?:it|that|file)|do we have|are there))?",
            "filings",
        ),
        (
            r"(?:show|open|see|get|pull up)(?: me)? (?:the )?(?:latest|newest|last|most recent)(?: one| letter)?",
            "letter",
        ),
        (
            r"what (?:do|does) (?:they|it|the agency) (?:still )?owe(?: us)?|what (?:is|are) (?:still )?(?:missing|outstanding)|(?:any|what|which) (?:deadlines?|dates?)(?: (?:there|coming(?: up)?|on (?:it|that|this)|left|for (?:it|that|this)|ahead))?",
            "status",
        ),
        (
            r"(?:and )?(?:to|with) whom|(?:and )?(?:where|whom?) (?:do|should|must) (?:we|i) (?:send|mail|address|file) (?:it|that|this|them)(?: to)?|to (?:what|which) (?:address|office)",
            "contacts",
        ),
        (
            r"(?:what|which|whose) law (?:applies|counts|governs|is (?:it|that))|what is the (?:law|rule|statute|time limit)(?: (?:here|there|on (?:it|that|this)|for (?:it|that|this)))?|under (?:what|which) (?:law|rule|statute)|what does the (?:law|statute|rule) (?:say|give|require|allow)(?: (?:them|us|here|there))?",
            "why",
        ),
        (
            r"(?:is|are|was|were) (?:it|that|this|those|they|these) (?:in |counted in )?(?:working|business|calendar)(?: or (?:working|business|calendar))? days|is (?:it|that|this) an? (?:working|business|calendar)[ -]days? (?:count|limit|deadline|thing)|(?:working|business|calendar)(?: (?:days )?or (?:working|business|calendar))? days",
            "why",
        ),
    )
)


OTHER_DAY = re.compile(
    r"^(?:(?:no|wait|sorry|actually|oops|hm+|nope|i mean|i meant|correction)[\s,:]+)*"
    r"(?:(?:it|that|this) (?:was|happened|came|is)(?: actually| really)? |make (?:it|that) |should be "
    r"|change (?:it|that|the (?:day|date)) to |i meant |i mean )?(?:on |dated )?$"
)

# -- Of the last answer: its ground, its length, what stands in it -----------------------------------

_IT = r"(?:it|that|this|them|those|these|the (?:date|day|deadline|number|law)|so)"
# "says who?", "from which letter", "are you sure"
GROUND = re.compile(
    rf"^(?:says who|who says(?: {_IT})?|according to (?:whom|what|who)|based on what|on what (?:basis|grounds?)|what is (?:that|it|this) based on"
    rf"|(?:where|how) (?:do|does|did) (?:you|we|they|it|the letter) (?:know|say|get|have|see|find|read) ?{_IT}?(?: from)?|how do you know|(?:are you|is that) (?:sure|certain|right|correct)|really|source|prove {_IT}"
    rf"|(?:from |in |on )?(?:which|what) (?:letter|paper|document|law|rule|statute|section|filing|page)s?(?: (?:is|was) {_IT}(?: (?:from|in|on))?| says (?:that|so|it))?|where is {_IT} (?:from|written)|cite (?:it|that))[\s?.!]*$"
)
# "and if we miss it?", "what happens after that", "can we answer later"
MISSED = re.compile(
    r"^(?:(?:and )?(?:what )?if (?:we|they|nobody|no one|i|it|ice|cbp|the agency)\b.{0,50}|what (?:happens|would happen|will happen|then|do we lose|is the (?:risk|penalty|worst case)|comes)(?: (?:then|next|after(?: that| it)?|if .{0,40}))?"
    r"|(?:can|could|may|should) (?:we|they|i) (?:\w+ )?(?:answer|pay|appeal|respond|file|sue|do|send|wait|skip|ignore|miss|be)(?: (?:it|that|them|this|a bit|any))*(?: (?:later|longer|late|after that|afterwards|next week|next month))"
    r"|is (?:it|that) too late|is (?:it|that|this) serious|what are the consequences|do we (?:have|need) to|must we)[\s?.!]*$"
)
WHEN = re.compile(
    r"^(?:by when|until when|when (?:is|was) (?:it|that|this)(?: one)?(?: again)?|when (?:do|must|should|will|does|did) (?:we|they|i|it) (?:need|have)? ?(?:to )?(?:pay|answer|respond|reply|send (?:it|that)|do (?:it|that)|act|decide|finish|file (?:it|that))(?: (?:it|that|them|by))?"
    r"|how long (?:do|does|have|has) (?:we|they|i|it|\w+) (?:have|got|take)?(?: (?:left|for (?:it|that|this|them)|to .{1,20}))*|how much time (?:is|do|does) .{0,20}|what is the (?:deadline|date|last day)|which (?:day|date) (?:is|was) (?:it|that))[\s?.!]*$"
)
WHO = re.compile(
    r"^(?:who (?:has|have|owns|handles|files|does|did|is on|is doing|sends|leads|runs|is responsible for|takes care of|must do|should do|signs|is handling|works on|is it|is that)\b(?: (?:it|that|this|them|one|one of ours|the request|for us|with))*"
    r"|whose (?:is (?:it|that|this)|one is (?:it|that|this)|turn(?: is it)?|job(?: is (?:it|that))?|request(?: is (?:it|that))?)|who on our (?:side|team))[\s?.!]*$"
)
# What is counted, ordered or cut is the list that was shown.
COUNT = re.compile(
    r"^(?:how many(?: (?:are (?:there|those|they|that|late|left|ours)|of (?:them|those|these)|is that|in (?:all|total)|do we have|altogether))*|count (?:them|those|it)|what is the (?:total|count)|the (?:total|count)|number of them)[\s?.!]*$"
)
MOST = re.compile(
    r"^(?:(?:and|so|by|when|due|comes|which|what|who|show|me|tell|is|are|was|the|one|ones|of|them|those|these|two|both|it|been|has|request|agency|by far|most)\s+)*"
    r"(?:later|worse|slower|older|further behind|more (?:urgent|late|overdue|behind)|worst|oldest|latest|longest|newest|most (?:urgent|late|overdue|recent|important)|soonest|earliest|nearest|closest|biggest|first|next|slowest|most)(?: (?:one|of (?:them|those|these|all)|overdue|late|waiting|due|pending|first|request))*[\s?.!]*$"
)
REST = re.compile(
    r"^(?:(?:and|what|how|about|show|me|is|are|there|anything|any|what is)\s+)*"
    r"(?:the (?:rest|others|remaining ones?|other (?:ones|requests|agencies))|more|else|anything else|everything else|all of them|all the others|others|the whole list|the full list|all)[\s?.!]*$"
)
# "only the last entry", "the last three": a part of what was shown.
PART = re.compile(
    r"^(?:(?:only|just|show|me|give|and|of|from)\s+)*(?:(?:this|last) (?:year|month|quarter|week)(?: only| alone)?[\s?.!]*$|(?:the )?(?:last|latest|newest|first|top|most recent)(?: (?:\d+|two|three|four|five|ten|few))?(?: (?:entry|entries|event|events|ones?|letters?|lines?|items?|steps?|productions?|releases?))?(?: (?:only|please|of (?:them|those)))*[\s?.!]*$)"
)
LISTS = frozenset({
    "overdue", "due", "owe", "status", "news", "docket", "filings", "ripe", "history", "produced", "timeline",
})  # fmt: skip
# "just the federal ones", "anything from the locals?": a sort of bodies.
OF_A_SORT = re.compile(
    r"^(?:(?:and|but|only|just|show|me|what|about|how|give|list|which|are|is|of|them|those|these|any|anything|from|for|at|the|all|with)\s+)*"
    r"(?:(?P<both>(?:state|city|county) and local|local and state|non-?federal|states and (?:cities|counties))|(?P<federal>federal|feds?)|(?P<local>local|locals|(?:city|county|municipal|cities|counties|towns?)(?: (?:and|or) (?:the )?(?:city|county|cities|counties|towns?))?)|(?P<state>state(?= (?:ones?|agencies|bodies|requests|governments?))|states))"
    r"(?: (?:ones?|requests?|agencies|bodies|governments?))*(?:[\s,]+(?:only|alone|please|too))*[\s?.!]*$"
)
# "minus the federal ones", "skip ICE": what is left of the list.
EXCEPT = re.compile(
    r"^(?:(?:and|but|now|all|everything|please)\s+)*(?:minus|without|except(?: for)?|skip|excluding|exclude|leave out|leaving out|not|hide|drop) (?:the )?(?P<what>.+)$"
)
# "CBP only": the same of one.
ONLY = re.compile(
    r"^(?:the )?(?P<what>.+?)(?: (?:ones?|requests?))?,? (?:only|alone|by itself)[\s?.!]*$"
)
# "it was denied; why?": what a letter gives as the reason, and no date.
WHY_THEY = re.compile(
    r"^why (?:were|was|did|have|has|would|do|does) (?:we|they|it|he|she|that|this|our|their)\b"
    r"(?!.*\b(?:due|dates?|deadlines?|late|overdue|tolled|clock|count\w*|limit|stopped)\b).+"
)
# Longer than 30 days, old, granted: a list is not cut so.
CUT_BY = re.compile(
    r"^(?:(?:and|but|only|just|show|me|what|about|how|give|list|which|are|is|of|them|those|these|with|without|the|ones?|by|that)\s+)*"
    r"(?:(?:big|small|old|new|open|closed|denied|granted|pending|acknowledged|unanswered|important|urgent)(?: (?:ones?|requests?|agencies|bodies|only))*"
    r"|(?:that (?:are|were) |are )?(?:more|longer|over|less|older|later|bigger|fewer) (?:than )?\d+ ?(?:working |business )?(?:days?|weeks?|months?|pages?|late)?(?: (?:late|overdue|old|left|or more))*)[\s?.!]*$"
)
# Asked of all as well as of one: what is left to ask of one is asked of it.
OF_ALL = frozenset({"overdue", "due", "owe", "news", "speed", "help", "docket", "remind", "export"})
OF_PAPERS = frozenset({"letter", "cite", "filings"})  # a sentence asks these of all that is filed
# A question that is not whole: it begins as one, or has no more than a few words.
ASKS = re.compile(
    r"^(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|did|does|do|has|have|had|can|could|should|will|would|must|any|anything|and|also|only|just|still)\b"
)
# On a proposal that is open: who it was, what it was.
NOT_WHO = re.compile(
    r"^(?:(?:no|wait|sorry|actually|oops|hm+|nope|i mean|i meant|correction)[\s,:]+)*(?:(?:it|that|this) (?:was|is) )?(?:not (?:the )?(?P<wrong>[\w-]+)[\s,;]+(?:but |it was |it is )?)?(?:it (?:was|is) )?(?:the )?(?P<right>[\w-]+)(?:,? not (?:the )?[\w-]+| did(?: it| that)?)?[\s.!]*$"
)
IN_PART = re.compile(
    r"^(?:(?:no|wait|sorry|actually|oops|well|but|i mean|i meant|it was|that was|only|just)[\s,:]+)*(?:in part|partly|partially|partial)(?: only)?[\s.!]*$"
)
WHAT_IT_WAS = re.compile(
    r"^(?:(?:no|wait|sorry|actually|oops|hm+|nope|i mean|i meant|correction)[\s,:]+)*(?:(?:it|that|this) (?:was|is)|they|make (?:it|that)|should be)(?: actually| really| only| just)? (?:an? |the )?(?P<what>.{3,40}?)[\s.!]*$"
)
EXTRA = re.compile(
    r"^(?:please )?(?:make|do|write|draft|send|give me|get me|get|prepare|need)(?: me)? (?:one|it|that|the same|another(?: one)?|a (?:letter|draft)|the letter)(?: (?:also|too))? (?:for|to|on|about|with) (?P<what>.+?)(?: (?:too|as well|also|please))*[\s?.!]*$"
)
# What says nothing by itself: a command's name before such words leans on what was said.
BARELY = frozenset({
    "it", "that", "this", "them", "those", "these", "there", "then", "now", "so", "not", "the", "day", "date", "one", "ones",
    "deadline", "days", "too", "please", "again", "is", "was", "due", "late", "they", "he", "she", "here", "did", "do",
})  # fmt: skip
# Asked of one request, and not of where it stands: another name asks the same of it.
OF_A_KIND = frozenset({
    "number", "fees", "window", "ripe", "timeline", "history", "contacts", "why", "produced", "redactions", "docket", "draft",
})  # fmt: skip
