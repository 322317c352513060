"""What people say when they ask where requests stand and what is due; see `evidence`."""
# ruff: noqa: E501 - a table

from __future__ import annotations

from bot.language.verb_words import MINE

DATES: dict[str, tuple[tuple[float, str], ...]] = {
    "status": (
        (4, MINE.pattern),
        (
            3,
            r"\bwhen (?:is|are|does|do|will|should|must) (?:the )?(?:AGY|REQ|they|REQ AGY|AGY REQ) (?:\w+ ){0,3}(?:answer|respond|reply|decide|get back)\b",
        ),
        (
            4,
            r"\bwho (?:owns|is handling|handles|is on|is working on|is responsible for|leads|has)\b (?:\w+ ){0,2}REQ|\bwhose (?:request|matter|case)? ?is\b|\bowner of\b",
        ),
        (
            3,
            r"\b(?:where|how) (?:do|does|is|are|did) (?:\w+ ){0,6}(?:stand|standing|coming along|going|doing|looking)\b",
        ),
        (3, r"\bwhere (?:are we|is|are) (?:\w+ ){0,4}(?:with|at|on|now)\b"),
        (2.5, r"\bwhere (?:is|are) (?:the )?(?:\w+ ){0,2}REQ\b"),
        (
            3,
            r"\b(?:status|state of play|rundown|run down|overview|big picture|progress|standing|situation|lay of the land|summary|summarize|recap|snapshot)\b",
        ),
        (
            2.5,
            r"\b(?:everything|(?:all|every) (?:of )?(?:our |the |my )?(?:open |pending |active )?(?:requests?|foias?|matters|cases)|open requests|pending requests|requests (?:\w+ ){0,2}(?:open|pending|active|outstanding|ongoing)|whole list|caseload|docket of requests|what is open|what is pending|how many requests)\b",
        ),
        (
            2.5,
            r"\b(?:tolled|tolling|on hold|paused)\b|\bwhich (?:requests?|foias?|ones) (?:\w+ ){0,3}(?:own|owns|assigned)\b",
        ),
        (
            3,
            r"\b(?:which|what) (?:\w+ ){0,3}(?:is|are|has been|have been) (?:the |our )?(?:\w+ ){0,2}(?:oldest|longest|slowest|worst|newest)\b",
        ),
        (
            4,
            r"\b(?:what|who|whom) (?:are|is|do|does) (?:we|they|AGY|REQ|it) (?:still )?(?:waiting|held up) (?:for|on|by)\b",
        ),
        (3, r"\bhow far along\b|\b(?:full|whole|complete) picture\b"),
        (3, r"\bstill (?:alive|open|active|pending|going|running|in play)\b"),
        (
            3,
            r"^(?:and |so )?(?:has|have|did|was|is|are|were) (?:the )?(?:AGY|REQ|they|it)(?: (?:AGY|REQ|request|already|ever|yet|been|finally|even|now))* (?:den(?:y|ied)|grant(?:ed)?|decided?|respond(?:ed)?|ruled?|acknowledged?|extend(?:ed)?|closed?|reject(?:ed)?)\b(?: (?:REQ|AGY|it|us|our|the|request|yet|already))*$",
        ),
        (3, r"\banything (?:happening|going on|moving|doing)\b"),
        (2.5, r"\bwhat is (?:happening|going on|up|the story|the deal|become)\b"),
        (2.5, r"\b(?:tell|brief|fill|update|catch) (?:me|us) (?:in |up )?(?:about|on|in)\b"),
        (2.5, r"\bhow (?:is|are) (?:\w+ ){0,3}REQ\b"),
        (2, r"\bwhat about (?:the )?REQ\b"),
        (2, r"\bhow are (?:we|things)\b"),
        (
            3.5,
            r"\bhow (?:many|much) (?:\w+ ){0,2}(?:days?|time|weeks?) (?:\w+ ){0,4}(?:left|remain\w*|to go)\b(?!.*\bappeal)",
        ),
        (2.5, r"\b(?:movement|moving|stuck|stalled)\b"),
        (1, r"\bupdates?\b"),
    ),
    "overdue": (
        (
            4,
            r"\b(?:anything|something|what|which) (?:\w+ ){0,4}(?:worr(?:y|ied)|concern(?:ed)?|on fire|alarm\w*|in trouble|lose sleep)\b",
        ),
        (3.5, r"\b(?:overdue|past due|delinquent|past (?:its|their|the) (?:deadline|due date))\b"),
        (3, r"\b(?:late|tardy|behind(?: schedule)?)\b"),
        (
            3,
            r"\b(?:missed|blew|blown|passed|lapsed|slipped|exceeded|broken?|violated) (?:\w+ ){0,3}DEADLINE\b",
        ),
        (3, r"\bDEADLINE (?:\w+ ){0,2}(?:passed|pass|lapsed|missed|blown|slipped|gone by)\b"),
        (1, r"\bworking days late\b"),
        (2.5, r"\bshould have (?:answered|responded|replied|been answered)\b"),
        (2.5, r"\bnot (?:\w+ )?(?:answered|responded|replied) (?:\w+ ){0,3}(?:on|in) time\b"),
    ),
    "due": (
        (
            3,
            r"\b(?:worry|worried|urgent|pressing|most important|top priorit\w+|priorit\w+|on fire|burning|needs? (?:my|our) attention)\b",
        ),
        (
            2.5,
            r"\bbefore (?:the )?(?:thanksgiving|christmas|xmas|holidays?|new year|year end|end of|weekend|break)\b",
        ),
        (
            2.5,
            r"\b(?:needs?|has|have|must|should) (?:to )?(?:happen|be (?:done|filed|sent|in)) (?:by|before|this|next)\b",
        ),
        (
            2.5,
            r"\bdue (?:in|within|this|next|by|before|today|tomorrow|soon|on|over|until|between)\b",
        ),
        (2.5, r"\bwhat (?:all )?(?:is|are|comes?) (?:\w+ )?(?:due|coming|next)\b"),
        (
            2.5,
            r"\b(?:coming|come|comes) (?:up|due)\b|\bupcoming\b|\bon the (?:calendar|horizon|agenda)\b|\blooming\b",
        ),
        (2, r"\b(?:deadlines|due dates)\b"),
        (
            1.5,
            r"\b(?:for|in|during) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
        ),
        (
            1.5,
            r"\b(?:this|next) (?:week|month|quarter|fortnight)\b|\b(?:next|in|within) (?:\d+|a few|few|two|three|four|couple of) (?:days|weeks|months)\b|\bend of (?:the )?(?:week|month)\b|\bby DAY\b|\b(?:today|tomorrow)\b",
        ),
        (1, r"\bdue\b"),
        (1, r"\bnext DEADLINE\b"),
    ),
    "owe": (
        (3, r"\bto ?dos?\b|\bour tasks?\b|\bon the hook\b|\bour own\b.*\bdos?\b"),
        (3.5, r"\bwe owe\b|\bdo we owe\b|\bwe still owe\b"),
        (
            3,
            r"\b(?:do|must|should|are) we (?:\w+ ){0,2}(?:need to|have to|supposed|expected|required|meant|do|answer|reply|respond)\b(?! yet)",
        ),
        (
            3,
            r"\bwe (?:\w+ )?(?:need|have|are supposed|ought|are expected|are required) to (?:do|answer|send|respond|reply|file|submit|write|give|provide|act|take care|handle)\b",
        ),
        (
            3,
            r"\b(?:on|off) (?:our|my) (?:plate|desk|side|end)\b|\bour (?:to ?do|to-do|todo|court|turn|move|homework|obligations|side|action items)\b|\bto ?do list\b|\baction items?\b|\bwaiting (?:on|for) us\b",
        ),
        (
            3,
            r"\bwaiting for (?:our|an answer from us)\b|\bneeds? (?:our|a) (?:answer|reply|response) from us\b",
        ),
        (2, r"\b(?:from|by|on) us\b|\bour (?:answer|reply|response)s?\b"),
    ),
    "news": (
        (
            3,
            r"\b(?:write|wrote|written|get|got|come|came|call|called|answer(?:ed)?|respond(?:ed)?|repl(?:y|ied)) (?:to us |us )?(?:back|yet)\b|\b(?:did|has|have) AGY (?:\w+ )?(?:answer|respond|reply|write|call)(?:ed)?\b",
        ),
        (3, r"\b(?:movement|activity|change\w*|happen\w*|anything|something) (?:\w+ ){0,2}since\b"),
        (2.5, r"\b(?:recent|new) (?:developments?|events?|letters?|entries|activity)\b"),
        (
            3,
            r"\b(?:anything|something|what is|any thing|whats|what) new\b|\bnews\b|\bany word\b|\blatest\b",
        ),
        (
            3,
            r"\b(?:what|anything|has anything|did anything) (?:\w+ ){0,2}(?:changed?|happened?|came in|come in|moved?|recorded)\b",
        ),
        (
            3,
            r"\b(?:heard|hear|hearing) (?:\w+ )?(?:back|from|anything|something)\b|\bget back to us\b|\bgotten back\b",
        ),
        (
            1.5,
            r"\bsince (?:DAY|yesterday|last|the|we|i|my)\b|\bsince \w+day\b|\b(?:last|past|this) (?:week|month|few days)\b|\brecently\b|\blately\b|\bsince\b|\byesterday\b",
        ),
        (
            2,
            r"\bupdates?\b|\bdevelopments?\b|\bwhile i was (?:out|away|gone)\b|\bdid i miss\b|\bcatch me up\b",
        ),
        (
            2,
            r"\b(?:mail|letters?|e-?mails?|response|reply|replies|answers?) (?:\w+ ){0,2}(?:from|come|came|arrive|arrived|in)\b",
        ),
    ),
    "number": (
        (
            1,
            r"(?<!bates )\bnumbers? (?:for|of|at|on) (?:\w+ )?(?:REQ|AGY)\b|\b(?:REQ|AGY) numbers?\b",
        ),
        (
            3,
            r"\b(?:tracking|case|civil action|docket|reference|request|control|file|foia|confirmation|appeal|ticket|id) ?(?:numbers?|no|nos|#|ids?)\b",
        ),
        (
            3,
            r"\b(?:which|what|whose) (?:request |matter |case |one )?(?:is|has|carries|goes with|belongs to) (?:(?:the|our|request|case|matter|number|foia|tracking) ){0,3}NUM\b|\bNUM (?:is )?(?:what|which)\b",
        ),
        (2, r"(?<!bates )\bnumbers?\b(?! of (?:pages|days|requests|people|records|documents))"),
        (1.5, r"\bNUM\b(?: belong)?"),
    ),
    "why": (
        (
            5,
            r"\bwhen (?:must|will|should|does|do|is|are|has|have|would) (?:\w+ ){0,4}(?:decide|rule on|answer|respond to|have to decide|to decide) (?:on )?(?:our |the |that )?(?:\w+ ){0,2}appeal\b|\b(?:decision|ruling|answer|response) (?:on|to) (?:our |the |that )?(?:\w+ ){0,2}appeal (?:\w+ ){0,2}due\b|\bwhen (?:is|will) (?:the |our |their )?(?:decision|ruling|answer) on (?:our |the |that )?(?:\w+ ){0,2}appeal\b|\bappeal decision due\b",
        ),
        (
            5,
            r"\b(?:when|by when|what day) (?:is|must|will|does|should|are) (?:\w+ )?(?:ag|oag|attorney general)\b.*\b(?:ruling|decision|rule|decide|due)\b|\bruling (?:\w+ ){0,3}due\b",
        ),
        (
            4,
            r"^(?:by )?when (?:is|was|are|were) (?:\w+ )*(?:determination|response|answer|decision|reply)\b.*\bdue\b",
        ),
        (
            3,
            r"\b(?:count|counted|counting|skip|skipped|include|included|including) (?:\w+ ){0,3}(?:holidays?|weekends?|saturdays?|sundays?|veterans|thanksgiving|christmas|columbus|juneteenth|labor|memorial|presidents|inauguration)\b",
        ),
        (
            4.5,
            r"\b(?:what|anything) (?:happens|will happen|would happen) (?:if|when|to us|then)\b|\bwhat if (?:we|they|AGY|REQ|nobody)\b|\bconsequences? of\b",
        ),
        (2.5, r"\bhow come\b"),
        (3, r"\b(?:what|which|whose) law (?:applies|counts|governs|is it)\b"),
        (1, r"^why DAY\b|\bwhy (?:is it )?DAY\b"),
        (2, r"^why\b|\bwhy\b"),
        (2, r"\b(?:due|DEADLINE|date)\b(?:.*\b(?:then|that day|that date|DAY)\b)?"),
        (
            3,
            r"\bhow (?:did|do|does|is|was|were|are) (?:\w+ ){0,9}(?:get|got|compute|computed|count|counted|calculate|calculated|figure|figured|arrive|arrived|come up|work out|worked out|determine|derive|derived)\b",
        ),
        (
            3,
            r"\b(?:explain|show|walk me through|justify|break down|prove|check) (?:\w+ ){0,4}(?:math|arithmetic|calculation|computation|counting|DEADLINE|due date|clock|date)\b",
        ),
        (2.5, r"\b(?:math|arithmetic|calculation|computation|counting of days)\b"),
        (
            2,
            r"\bwhy (?:is|are|was|does|do) (?:\w+ ){0,6}(?:due|late|overdue|DEADLINE|date|tolled|extended|DAY)\b",
        ),
        (1.5, r"\b(?:which|what) days (?:were|are|did) (?:\w+ )?(?:skip|skipped|counted)\b"),
    ),
    "window": (
        (
            2.5,
            r"\bappeal(?:ed|ing|s)? (?:\w+ ){0,2}(?:window|period|DEADLINE|time|clock|by when|date)\b|\b(?:window|time|DEADLINE|last day|period|days|until when|when|how long|date|late|chance|room|left) (?:\w+ ){0,7}(?:to |for (?:an |the |our )?|our |an? )appeal\b",
        ),
        (2, r"\bappeal\b"),
        (
            2,
            r"\b(?:when|until when|by when|how long|how many days|last day|how much time|what day)\b(?=.*\bappeal)",
        ),
        (
            1.5,
            r"\bappeal\b.*\b(?:close|closes|end|ends|expire|expires|run out|runs out|due|left|by when|when|until)\b",
        ),
        (
            1.5,
            r"\b(?:can|could|may) (?:we|i) (?:still )?appeal\b|\b(?:too late|still time|have to|must|need to) (?:\w+ )?(?:to )?appeal\b|\bhave we lost\b",
        ),
    ),
}
