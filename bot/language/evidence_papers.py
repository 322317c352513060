"""What people say when they ask for letters, pages and redactions; see `evidence`."""
# ruff: noqa: E501 - a table

from __future__ import annotations

PAPERS: dict[str, tuple[tuple[float, str], ...]] = {
    "letter": (
        (
            3.5,
            r"\bwhat (?:did|have|do|had) (?:we|i) (?:\w+ )?(?:ask|asked|request|requested)\b(?: for)?(?!.*\bagain\b)",
        ),
        (
            4,
            r"\b(?:show|see|pull up|open|read|find|get) (?:me |us )?(?:\w+ )?what (?:we|they|AGY|i) (?:\w+ )?(?:sent|wrote|mailed|filed|submitted|said to)\b",
        ),
        (1.5, r"\bLETTER\b|\back\b"),
        (
            2,
            r"^(?:(?:the|our|their) )?(?:last|latest|newest|most recent) (?:\w+ )?(?:LETTER|ack)\b",
        ),
        (
            2.5,
            r"\b(?:letter|notice|e-?mail) (?:where|in which|that) (?:\w+ ){0,4}(?:asked|denied|extended|acknowledged|granted|refused|waived|closed)\b",
        ),
        (
            3,
            r"\b(?:show|see|pull up|pull|open|get|give|display|read|view|find|dig out|bring up|send|look at|want|need|fetch|where is|where are)\b (?:\w+ ){0,5}LETTER\b",
        ),
        (1, r"\bLETTER\b"),
        (1, r"\b(?:copy|text) of\b"),
    ),
    "cite": (
        (1.5, r"\bwhere is (?:the )?denial of (?:\w+ ){0,2}expedit\w*"),
        (
            3,
            r"\b(?:which|what) (?:\w+ )?(?:letter|document|filing|page|e-?mail|notice|paper)s? (?:\w+ ){0,4}(?:denied|denies|refused|refuses|rejected|granted|grants|turned|turns|said no|says no|extended|extends|acknowledged|waived|closed|asked|told|took|invoked|said)\b",
        ),
        (
            2,
            r"\b(?:where|when|who|how|page) (?:did|do|does|was|is|were)? ?(?:\w+ ){0,6}(?:turn(?:ed)? down|den(?:y|ied)|refuse[ds]?|reject(?:ed)?|grant(?:ed)?)\b",
        ),
        (
            2,
            r"\b(?:turn(?:ed)? down|den(?:y|ied)|refus\w+|reject\w*|no|grant(?:ed)?|decision)\b(?=.*\bexpedit)|\bexpedit\w*\b(?=.*\b(?:turned down|denied|refused|rejected|granted|denial)\b)",
        ),
        (1.5, r"\bexpedit\w*\b"),
        (1, r"\b(?:page|quote|cite|citation|proof)\b|\bwhich letter\b|\bwhat letter\b"),
        (1.5, r"\b(?:which|what) (?:page|letter|line)\b"),
        (
            3,
            r"\b(?:which|what) (?:letter|document|filing|page|paper)s? (?:shows?|proves?|has|contains?|says|mentions?) (?:the |our |an? )?(?:extension|denial|acknowledg\w+|waiver|receipt|referral|refusal|grant)\b",
        ),
        (3, r"^where (?:does|do|did) (?:it|they|AGY|the letter) say\b"),
        (2.5, r"^quote (?:me )?|\bthe (?:line|sentence|passage|words) where\b"),
        (
            2,
            r"\b(?:proof|citation|quote|cite|page)\b (?:\w+ ){0,4}(?:denied|denial|refus\w+|granted|extension|expedit\w+)\b",
        ),
    ),
    "find": (
        (3.5, r"^(?:please )?(?:search|find|look for|look up|grep|hunt for|scan)\b"),
        (
            2.5,
            r"\b(?:search|look|hunt|scan) (?:\w+ ){0,4}(?:for|filings|documents|files|letters|records|pages)\b",
        ),
        (2.5, r"\b(?:mentions?|mentioned|mentioning|references? to|occurrences? of)\b"),
        (
            2,
            r"\b(?:which|what|any) (?:pages?|documents?|files?|filings?|emails?) (?:\w+ ){0,2}(?:mention|contain|say|talk|refer|discuss|have the)\w*\b",
        ),
    ),
    "redactions": (
        (3, r"\bCODE\b"),
        (
            2,
            r"\b(?:redact\w*|black(?:ed|ing)? out|blacked|withh?eld|withhold|exemptions?|removed|taken out|whited out|hidden|hide|crossed out)\b",
        ),
        (1.5, r"\bexemptions?\b"),
    ),
    "produced": (
        (
            3,
            r"\bwhat (?:have|did|has) (?:we|they|AGY) (?:\w+ )?(?:received?|gotten|got|get|given|give|sent) (?:from|us|so far|on|for)\b|\bhow (?:much|many) (?:\w+ ){0,2}(?:released|produced|handed|turned|sent)\b|\bhow much (?:\w+ ){0,3}(?:release|released|produced?)\b",
        ),
        (
            3,
            r"\b(?:produced|production|produce|handed over|turned over|gave us|given us|sent us so far|released so far|have they released|did they release)\b",
        ),
        (
            3,
            r"\bhow many (?:pages|documents|records)\b|\bpages (?:have|did|had) (?:we|they)\b|\bpage counts?\b",
        ),
        (3, r"\bbates\b|\bgaps?\b|\bpages (?:received|released|so far|got)\b"),
        (
            2,
            r"\b(?:released|releases|release|received so far|missing|outstanding|still out|not (?:yet )?(?:produced|answered|received|released)|unanswered|incomplete|holding back)\b",
        ),
        (1.5, r"\bitems?\b|\bso far\b"),
        (
            1.5,
            r"\bwhat (?:records|documents|pages|material) (?:have|did|has) (?:we|they|AGY) (?:\w+ )?(?:got|gotten|get|received|given|sent)\b",
        ),
    ),
}
