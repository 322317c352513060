"""What people say when they want something done, or the rest of the record; see `evidence`."""
# ruff: noqa: E501 - a table

from __future__ import annotations

WORK: dict[str, tuple[tuple[float, str], ...]] = {
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
        (
            3.5,
            r"^(?:please |can you |can we )*(?:give|hand|pass|turn) (?:over )?(?:the )?(?:REQ|AGY)(?: (?:one|request|over))* to \w+$|^(?:please )?let (?!us|me|it|them)\w+ (?:do|handle|take|own|run|have|deal with)\b",
        ),
    ),
    "people": (
        (3.5, r"\bwho (?:all )?(?:is|are) (?:on|in) (?:the|our|this) team\b"),
        (3, r"\b(?:team|member) list\b|\b(?:list|show) (?:me )?(?:the |our )?(?:team|members)\b"),
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
        (3, r"\bdo we have (?:a |any )?(?:suit|case|claim|lawsuit)\b"),
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
            r"^(?:and |so |ok )?(?:to )?(?:who|whom|where) (?:do|should|can|would|must) (?:we|i) (?:\w+ )?(?:send|mail|address|pay|direct|fax)\b",
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
        (-4, r"^(?:did|has|have|had|was|were|who|when)\b(?! you\b)"),  # no order: what was done
        (2.5, r"\boutline (?:\w+ ){0,3}appeal"),
        (3, r"\b(?:nudge|follow ?up|status|reminder|chaser) (?:email|letter|note|message)\b"),
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
        (2, r"\b(?:takes?|taking) (?:so |this |that |too )?long\b"),
        (2.5, r"\b(?:slow|slower|slowest|quicker|quickest|faster|fastest|speed|speedier)\b"),
        (1, r"\bthan AGY\b|\b(?:which|what) agency\b|\bcompared?\b"),
    ),
    "export": (
        (
            3.5,
            r"\b(?:send|give|get) (?:me|us) (?:the |a |our )?(?:calendar|spreadsheet|csv|export|ics)\b",
        ),
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
            r"\b(?:public(?! (?:liaison|affairs|information|records))|publicly|in public|press|reporters?|journalists?|media|newspaper|on the record|tweet|publish|published|press release|blog|website|interview|radio)\b",
        ),
        (
            2.5,
            r"\b(?:share|sharing|shared|show|say|tell|disclose|give|post|mention) (?:\w+ ){0,5}(?:outside|outsiders?|externally|funders?|donors?|partners?|anyone|everyone|the world|others|coalition)\b",
        ),
        (
            2.5,
            r"\b(?:allowed|ok|okay|safe|free|cleared|fine) to (?:say|share|post|publish|tell|quote|mention|print|release)\b",
        ),
        (
            1,
            r"\b(?:outside|can we (?:say|share|tell)|may (?:we|i) (?:say|share|tell))\b",
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
