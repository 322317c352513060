"""What people say when they mean a verb: patterns and their weights, one verb a paragraph.

Patterns are matched on a line that `reading.py` has made plain: lower case, contractions written
out, slips mended, and REQ, AGY, NUM, CODE, DAY in place of requests, agencies, tracking numbers,
exemption codes and days. Three points make a reading sure; the same words may count for several.
"""
# ruff: noqa: E501 - a table

from __future__ import annotations

LETTER = (
    r"(?:request letter|original request|our (?:own )?(?:letter|request letter)|acknowledgment|ack letter|denial|determination|refusal|rejection|response letter|final response|final letter|"
    r"decision letter|extension letter|extension notice|fee letter|clarification letter|appeal letter|letter|correspondence|closure letter|glomar)"
)
DEADLINE = r"(?:deadlines?|dates?|due dates?|clocks?)"

# Whole words of the stems below, so that slips of them are mended, too.
FORMS = [
    "expedite",
    "expedited",
    "expediting",
    "expedition",
    "redacted",
    "redaction",
    "redactions",
    "rejected",
    "rejection",
    "refused",
    "refusal",
    "litigation",
    "litigate",
    "exhausted",
    "exhaustion",
    "acknowledged",
    "acknowledgment",
    "visualize",
]

EVIDENCE: dict[str, tuple[tuple[float, str], ...]] = {
    "status": (
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
        (3, r"\bhow far along\b"),
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
        (3.5, r"\b(?:overdue|past due|delinquent|past (?:its|their|the) (?:deadline|due date))\b"),
        (3, r"\b(?:late|tardy|behind(?: schedule)?)\b"),
        (
            3,
            r"\b(?:missed|blew|blown|passed|lapsed|slipped|exceeded|broken?|violated) (?:\w+ ){0,3}DEADLINE\b",
        ),
        (3, r"\bDEADLINE (?:\w+ ){0,2}(?:passed|lapsed|missed|blown|slipped|gone by)\b"),
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
            r"\b(?:this|next) (?:week|month|quarter|fortnight)\b|\b(?:next|in|within) (?:\d+|a few|few|two|three|four|couple of) (?:days|weeks|months)\b|\bend of (?:the )?(?:week|month)\b|\bby DAY\b|\b(?:today|tomorrow)\b",
        ),
        (1, r"\bdue\b"),
        (1, r"\bnext DEADLINE\b"),
    ),
    "owe": (
        (3, r"\bto ?dos?\b|\bour tasks?\b"),
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
            4,
            r"^(?:by )?when (?:is|was|are|were) (?:\w+ )*(?:determination|response|answer|decision|reply)\b.*\bdue\b",
        ),
        (
            3,
            r"\b(?:count|counted|counting|skip|skipped|include|included|including) (?:\w+ ){0,3}(?:holidays?|weekends?|saturdays?|sundays?|veterans|thanksgiving|christmas|columbus|juneteenth|labor|memorial|presidents|inauguration)\b",
        ),
        (2.5, r"\bhow come\b"),
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
        (3, r"\bbates\b|\bgaps?\b"),
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
    "mark": (
        (
            2.5,
            r"\b(?:put off|push back|move|hold off|stop|quiet|drop|turn off) (?:\w+ ){0,4}(?:reminders?|nudges?|alerts?)\b",
        ),
        (
            3,
            r"^(?:please )?(?:mark|tick|check|cross|set|close out|clear|dismiss|complete|finish|postpone|delay|reassign|silence|mute|stop|hand)\b (?:\w+ ){0,8}(?:done|off|complete|completed|finished|reminders?|nudges?|DEADLINE|as done|as handled)\b",
        ),
        (
            3,
            r"\b(?:snooze|tick off|check off|mark(?:ed)? (?:\w+ ){0,6}(?:done|complete|as|off)|assign|reassign|dismiss|postpone)\b",
        ),
        (1.5, r"\b(?:reminders?|nudges?|alerts?)\b"),
    ),
    "ripe": (
        (
            2.5,
            r"\b(?:lawsuit|suit|litigation|court) (?:\w+ )?(?:possible|allowed|ready|open to us|an option)\b",
        ),
        (
            3.5,
            r"\b(?:sue|suing|sued|litigate|file suit|bring suit|go to court|going to court|take (?:\w+ ){1,3}to court|file (?:a )?(?:lawsuit|complaint|suit)|exhaust\w*|ripe|ripeness)\b",
        ),
        (
            2,
            r"\b(?:can|may|could|should|are we (?:allowed|able|free)|ready|entitled|have we)\b(?=.*\b(?:sue|court|lawsuit|suit|litigat\w+|exhaust\w*)\b)",
        ),
        (1, r"\b(?:lawsuit|court|suit)\b"),
    ),
    "fees": (
        (
            3,
            r"^(?:so )?how much (?:\w+ ){0,4}(?:asking|ask|want|wants|wanted|charging|quoted|quoting|estimated|billing|owe|owed|cost)\b",
        ),
        (1.5, r"\b(?:pay|paid|payment)\b"),
        (3, r"\bfees?\b|\bwaivers?\b|\bfee waiver\b"),
        (
            3,
            r"\b(?:cost|costs|costing|charge|charged|charges|charging|price|invoice|bill|billed|dollars|money)\b",
        ),
        (2, r"\b(?:pay|paid|payment|owe them|budget|expensive)\b"),
    ),
    "contacts": (
        (
            3,
            r"^(?:and |so |ok )?(?:who|whom|where) (?:do|should|can|would) (?:we|i) (?:\w+ )?(?:send|mail|address|pay|direct|fax)\b",
        ),
        (3, r"\b(?:phone|telephone|fax) (?:number|no|line)\b"),
        (0.5, r"\b(?:phone|telephone|email|address|fax)\b"),
        (
            3,
            r"\b(?:contacts?|liaisons?|point of contact|point person|poc|foia officer|foia office)\b",
        ),
        (
            3,
            r"\b(?:who|whom) (?:do|should|can|could|must|would) (?:we|i) (?:\w+ ){0,2}(?:call|write|email|talk|speak|phone|reach|contact|ask)\b",
        ),
        (2, r"\b(?:phone|telephone|e-?mail|mailing|address|fax)\b(?: (?:number|address))?"),
        (
            3,
            r"\bhow (?:do|can|could|would) (?:we|i) (?:\w+ )?(?:reach|contact|call|write to|get hold of)\b",
        ),
        (
            2.5,
            r"\bwho (?:is )?(?:handles?|handling|working on|assigned|in charge|responsible|at AGY)\b|\bhow (?:do|can) (?:we|i) (?:reach|contact)\b",
        ),
    ),
    "docket": (
        (
            3.5,
            r"\bdocket\b|\bstatus reports?\b|\bjsr\b|\bcourt (?:dates?|schedule|deadlines?|order)\b|\bhearings?\b|\bbriefing\b|\bscheduling order\b|\bproduction schedule\b|\bjudge\b|\bvaughn\b",
        ),
        (2, r"\b(?:lawsuit|litigation|court case|in court|the suit|our case|case)\b"),
        (
            2,
            r"\b(?:promised|ordered|agreed|schedule)\b|\bpages (?:a|per) month\b|\bkeeping (?:to|up)\b",
        ),
        (1, r"\bcourt\b|\bnext\b(?=.*\b(?:court|case|hearing|report|lawsuit)\b)"),
    ),
    "draft": (
        (2.5, r"\boutline (?:\w+ ){0,3}appeal"),
        (
            3.5,
            r"^(?:please )?(?:can you |could you |help me |help us )*(?:draft|write|compose|outline|prepare|word|sketch|start|put together|make me)\b (?:\w+ ){0,6}(?:letter|follow ?up|appeal|email|mail|note|nudge|outline|draft|inquiry|status request|reminder|AGY)\b",
        ),
        (3, r"\bdrafts?\b|\bdrafting\b|\bboilerplate\b|\btemplate\b"),
        (
            2.5,
            r"\b(?:write|compose|outline|prepare|word|send) (?:\w+ ){0,5}(?:follow ?up|appeal|letter|to AGY|inquiry)\b",
        ),
        (1.5, r"\bfollow ?up\b|\boutline\b|\bhelp (?:me|us) write\b"),
    ),
    "speed": (
        (
            3.5,
            r"\bhow (?:slow|fast|quick|quickly|slowly|speedy)\b|\b(?:response|processing|turnaround|wait(?:ing)?|answer) times?\b|\bturnaround\b|\btrack record\b",
        ),
        (
            3,
            r"\bhow (?:long|many days|much time) (?:does|do|did|has|have|will|would) (?:\w+ ){0,4}(?:take|takes|took|taken|need|needed|answer|respond|wait|get)\b",
        ),
        (
            2.5,
            r"\b(?:average|median|mean|typical|typically|usually|normally|on average|statistics|stats)\b",
        ),
        (2.5, r"\b(?:slow|slower|slowest|quicker|quickest|faster|fastest|speed|speedier)\b"),
        (1, r"\bthan AGY\b|\b(?:which|what) agency\b|\bcompared?\b"),
    ),
    "export": (
        (
            3.5,
            r"\b(?:export|exports|exported|spreadsheet|csv|excel|xlsx|ics|ical|icalendar|json|exhibit list)\b",
        ),
        (
            2.5,
            r"\b(?:calendar (?:feed|file|export|invite)|outlook|google calendar|add (?:\w+ ){0,3}to (?:my|our) calendar|as a (?:table|file|sheet))\b",
        ),
        (
            3,
            r"\bdownload (?:it all|everything|(?:the|our|all|a|my) (?:list|table|file|requests|deadlines|dates|REQ))\b",
        ),
        (-3, r"^(?:who|when|did|which)\b"),  # what somebody did, not what we want done
        (1, r"\bboard\b|\bfile\b|\bcalendar\b"),
        (0.5, r"\b(?:everything|all|requests|deadlines|dates)\b"),
    ),
    "timeline": (
        (3.5, r"\b(?:timeline|time line|gantt)\b"),
        (
            2.5,
            r"\b(?:picture|chart|graph|diagram|draw|plot|visual\w*) (?:\w+ ){0,4}(?:REQ|life|request|dates|history)\b",
        ),
        (1, r"\b(?:draw|picture|chart|graph)\b"),
    ),
    "public": (
        (
            3.5,
            r"\b(?:public|publicly|in public|press|reporters?|journalists?|media|newspaper|on the record|tweet|publish|published|press release|blog|website|interview|radio)\b",
        ),
        (
            2.5,
            r"\b(?:share|sharing|shared|show|say|tell|disclose|give|post|mention) (?:\w+ ){0,5}(?:outside|outsiders?|externally|funders?|donors?|partners?|anyone|everyone|the world|others|coalition)\b",
        ),
        (
            1,
            r"\b(?:outside|allowed to (?:say|share)|ok to (?:say|share)|safe to (?:say|share)|can we (?:say|share|tell)|may (?:we|i) (?:say|share|tell))\b",
        ),
    ),
    "history": (
        (
            4,
            r"^when (?:did|was|were|has|have) (?:\w+ ){0,4}(?:get|got|gotten|receive|received|delivered|sent|send|filed|file|submit|submitted|mailed|mail) (?:\w+ ){0,3}(?:letter|request|foia|REQ|it|package|appeal)?\b(?!.*\b(?:mention|say|about)\b)",
        ),
        (
            3,
            r"\b(?:history|chronology|full record|whole record|audit trail|log of|everything (?:that )?(?:happened|recorded|on record)|all (?:the )?events|list of events|paper trail|sequence of events|correspondence log)\b",
        ),
        (
            2.5,
            r"\bwho (?:\w+ )?(?:sent|wrote|said|called|did|recorded|logged|contacted) (?:\w+ ){0,4}(?:last|latest|what|when|to whom)\b|\b(?:last|latest|most recent) (?:letter|contact|communication|event|message|thing|e-?mail|call)\b",
        ),
        (
            2,
            r"\bsince when\b|\bwhen (?:did|was|were|have) (?:\w+ ){0,3}(?:we|it|they|AGY|REQ|file|send|sent|submit|submitted|filed|receive|received|acknowledge[d]?|extend(?:ed)?)\b",
        ),
    ),
    "filings": (
        (
            3,
            r"\b(?:what|which|list|show|how many) (?:\w+ ){0,3}(?:filings|documents|files|letters|papers) (?:\w+ ){0,4}(?:have|on file|stored|uploaded|exist|there|got|hold)\b",
        ),
        (
            2.5,
            r"\bon file\b|\b(?:list|show) (?:me )?(?:all )?(?:the )?(?:filings|documents|files|papers)\b",
        ),
        (2, r"\b(?:cannot be read|unreadable|not searchable|cannot be searched)\b"),
    ),
    "nudges": (
        (
            3,
            r"\b(?:which|what|when|list|show) (?:\w+ ){0,4}(?:reminders?|nudges?|alerts?|notifications?) (?:\w+ ){0,4}(?:coming|posted|planned|scheduled|next|go out|sent|set)\b",
        ),
        (
            2,
            r"\b(?:upcoming|planned|scheduled) (?:reminders?|nudges?)\b|\bwhat will (?:be posted|you post|you remind)\b",
        ),
    ),
    "help": (
        (3.5, r"^(?:help|hi|hello|hey|thanks|commands?|menu|usage|instructions)\b"),
        (
            3,
            r"\bwhat (?:can|could|do) (?:you|i) (?:do|ask|say|type|know)\b|\bhow (?:does this|do you|does the bot) work\b|\blist of commands\b|\bwhat (?:are|is) (?:the|your) commands?\b",
        ),
        (
            3.5,
            r"\bhow (?:do|can|would|should) (?:i|we|you) (?:\w+ ){0,2}(?:log|record|add|enter|register|undo|create|file a new|import|upload|set a reminder|name|rename|type)\b",
        ),
    ),
}
