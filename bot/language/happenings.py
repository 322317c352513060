"""What people say when something happened: one pattern a way of saying it, most telling first.

Patterns are matched on a clause that `statements.py` has made plain: lower case, contractions
written out, and xdayN, xnumN, xbatN, xamtN, xpagN, xreq, xagy, xagyN in place of days, numbers,
Bates ranges, amounts, page counts, requests and agencies.
"""
# ruff: noqa: E501 - a table

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.law.events import Kind

_GAP = r"(?:\S+ ){0,4}?"  # a few words between
_NO = r"(?:threw out|thrown out|tossed(?: out)?|den(?:ied|ies|ying|y|ial)|turned (?:us )?down|refus(?:ed|es|ing|al)|reject(?:ed|s|ing|ion)|said no(?: to)?|says no(?: to)?|no to|nixed|shot down|declined)"
_YES = r"(?:grant(?:ed|s|ing)?|approv(?:ed|es|al)|gave us|agreed to|allowed|said yes to|says yes to|ok(?:ay)?ed)"
_SENT = r"(?:re-?sent|forwarded|dropped in the mail|filed|filing|sent|mailed|submitted|faxed|emailed|lodged|put in|turned in|uploaded|fedexed|posted|dropped off|got out)"
_NOT_ALL = r"(?:most|nearly all|almost all|(?:the |a )(?:(?:vast |great )?majority|bulk|large part|good part)|(?:all|everything)(?: \S+){0,4}?,? (?:but|except\w*|other than|apart from|save|minus))\b"
_CAME = (
    r"(?:came(?: in)?|arrived|landed|is here|is in|showed up|reached us|got here|received|dropped)"
)
_THEM = r"(?:(?:the )?(?:xagy\d*|government|govt|doj|defendants?|agency)|them|they)"
# The stamp of a mail room: "the request was stamped received on ..."
_STAMPED = r"(?:(?:date|time)[- ]?)?stamp(?:ed|s)?\b(?: (?:it|our|the|my|request|letter|xreq))*(?: (?:as )?(?:received|in|incoming))?"


@dataclass(frozen=True, slots=True)
class Happening:
    """A way of saying that something happened. `ours`: we do it; `theirs`: they do; "": either."""

    kind: str
    pattern: re.Pattern[str]
    details: Mapping[str, str]
    whose: str = ""


def _says(kind: Kind | str, text: str, whose: str = "", **details: str) -> Happening:
    return Happening(str(kind), re.compile(text), details, whose)


APPEAL_WAIVED, SUIT_WAIVED, CLOSED, CORRECTION, TAKEN_OUT = (
    "appeal-waived", "suit-waived", "closed", "correction", "taken-out",
)  # fmt: skip
WEAK = frozenset({Kind.NOTE.value, Kind.NUMBER_ASSIGNED.value})

# "sent 40 pages and denied the rest": one decision, in part. `statement_asides` finds it.
PARTLY = _says(Kind.DETERMINED, r"", "theirs", disposition="partial-grant")

# Decisions not to do something: the negation is part of the saying.
DECIDED: tuple[Happening, ...] = (
    _says(APPEAL_WAIVED, rf"\b(?:decided|agreed|chose|voted|opted) (?:not to|against) {_GAP}appeal\w*"),
    _says(APPEAL_WAIVED, r"\b(?:are|am|is|will) not (?:going to |gonna |be )?appeal(?:ing)?\b|\bnot appealing\b|\bnot (?:\S+ ){0,2}?bother(?:ing)? (?:\S+ ){0,2}?appeal\w*|\bnot going to appeal\b|\blet(?:s| us)? not appeal\b"),
    _says(APPEAL_WAIVED, r"\b(?:skip|skipping|skipped|forget|waive|waiving|waived|forgo|forgoing|pass on|passing on|dropping|drop|abandon(?:ed|ing)?) (?:the |our |an |any )?(?:\S+ ){0,2}?appeal\b"),
    _says(APPEAL_WAIVED, r"\b(?:dropp?(?:ed|ing)|abandon\w*|gave up on|giving up on|scrapp?(?:ed|ing)) (?:the |any )?(?:idea|thought|plan) (?:of|to) (?:\S+ )?appeal\w*"),
    _says(APPEAL_WAIVED, r"^(?:so |and )?no appeal$|\b(?:we|i) (?:are )?letting (?:\S+ ){0,2}?xreq go\b", "ours"),
    _says(APPEAL_WAIVED, r"\bno appeal (?:on|for|from us|here|this time|in|of)\b|\bno need to appeal\b|\bnot worth (?:an appeal|appealing)\b"),
    _says(APPEAL_WAIVED, r"\blet(?:ting)? (?:the |our )?(?:\S+ ){0,2}?appeal (?:window |deadline |period |time |right )?(?:go|lapse|run(?: out)?|pass|expire|die)\b"),
    _says(SUIT_WAIVED, r"\b(?:are|am|will) not (?:going to |gonna |be )?(?:su(?:e|ing)|litigat(?:e|ing)|going to court|file suit|filing suit)\b|\b(?:decided|agreed|chose|voted|opted) (?:not to|against) (?:sue|suing|litigat\w+|going to court|a lawsuit|filing suit|file suit)\b|\bno (?:lawsuit|suit|litigation) (?:on|for|here|this time)\b|\bnot suing\b|\b(?:dropp?(?:ed|ing)|abandon\w*|gave up on|giving up on|scrapp?(?:ed|ing)) (?:\S+ ){0,3}?(?:suing|lawsuit|suit|litigation|going to court)\b"),
)  # fmt: skip

_AG = r"(?:the )?(?:attorney general|ag|oag)(?: office)?"  # a state's, who rules what is open
HAPPENINGS: tuple[Happening, ...] = (
    # The Attorney General of a state.
    _says(Kind.RULING_GIVEN, rf"\b{_AG} (?:has |have |just |finally )*(?:ruled|decided|issued (?:\S+ ){{0,3}}?(?:ruling|decision|opinion|letter)|held|found|sided|concluded|agreed)\b|\b(?:ruling|decision|opinion) (?:\S+ ){{0,2}}?(?:from|by|of) {_AG}\b(?= (?:\S+ ){{0,4}}?(?:came|arrived|is in|issued|dated|says|said|is out|xday))|\b{_AG} (?:letter )?(?:ruling|decision|opinion)\b(?: \S+){{0,4}}? (?:came|arrived|is in|issued|dated|says|said|is out|is here)\b|\b(?:got|received|have) (?:\S+ ){{0,2}}?{_AG} (?:letter )?(?:ruling|decision|opinion)\b"),
    _says(Kind.RULING_ASKED, rf"\b(?:asked|sought|seek(?:s|ing)?|requested|submitted|sent|referred|forwarded|went|goes|wrote|petitioned|turned|took|taken|kicked|punted|asking|requesting)\b(?: \S+){{0,7}}? {_AG}\b(?: (?:for|on) (?:a|an|its|their|the) (?:\S+ ){{0,2}}?(?:ruling|decision|opinion)| (?:ruling|decision|opinion))?|\b{_AG} (?:ruling|decision|opinion) (?:was |has been |is )?(?:asked|requested|sought)\b", "theirs"),
    # Appeals before what is appealed.
    _says(Kind.APPEAL_DECIDED, r"\bappeal\b.{0,40}\b(?:affirmed in part|reversed in part|granted in part|remanded in part)|\b(?:affirmed|reversed|granted) in part\b.{0,30}\bappeal|\b(?:granted|denied|upheld|overturned) (?:\S+ ){0,4}?appeal (?:in part|partly|partially)\b|\b(?:affirmed|reversed|remanded) in part\b", "theirs", outcome="partly-reversed"),
    _says(Kind.REMANDED, r"\bremand(?:ed|ing|s)?\b|\bsent (?:\S+ ){0,4}?back (?:down )?to (?:the )?xagy\d", "theirs"),
    _says(Kind.APPEAL_DECIDED, r"\bappeal\b.{0,40}\b(?:reversed|granted|won)\b|\b(?:reversed|granted|won)\b.{0,30}\bappeal\b|\boverturned\b|\b(?:sided|agreed|ruled) (?:with|for) us\b|\bruled in our favor\b|\breversed (?:it|on|us|them|xreq|the|that)\b|\b(?:oip|xagy\d*|they) reversed\b", "theirs", outcome="reversed"),
    _says(Kind.APPEAL_DECIDED, rf"\bappeal\b(?:(?!\bfor\b|\bof\b|\bfrom\b|\bagainst\b|\bover\b).){{0,40}}\b(?:affirmed|upheld|{_NO}|dismissed|lost)\b|\bappeal\b.{{0,40}}\b(?:was|were|been|got) (?:affirmed|upheld|denied|rejected|dismissed|lost)\b|\b(?:affirmed|upheld|{_NO}|dismissed|lost)(?: (?:the|our|that))? (?:\S+ ){{0,2}}?appeal\b|\b(?:affirmed|upheld)\b(?: (?:the|its|their|xagy\d*|that) (?:\S+ )?(?:denial|decision|determination|withholdings?|redactions?))?|\b(?:sided with (?:the )?xagy\d|ruled against us)\b", "theirs", outcome="affirmed"),
    _says(Kind.APPEAL_DECIDED, r"\bappeal (?:decision|determination)\b|\b(?:decided|ruled on) (?:the |our )?(?:\S+ ){0,2}?appeal\b", "theirs"),
    _says(Kind.APPEAL_EXTENDED, r"\bappeal\b.{0,40}\b(?:extension|extended|more (?:time|days))\b|\b(?:extension|extended|more (?:time|days))\b.{0,40}\bappeal\b", "theirs"),
    _says(Kind.APPEAL_ACKNOWLEDGED, r"\backnowledg\w* (?:receipt )?(?:of )?(?:the |our )?(?:\S+ ){0,2}?appeal\b|\bappeal\b.{0,30}\backnowledg\w*|\bassigned .{0,30}\bappeal\b|\bappeal number\b.{0,20}xnum\d|xnum\d.{0,20}\bappeal number\b", "theirs"),
    _says(Kind.APPEAL_RECEIVED, r"\bappeals? (?:office|officer|panel|staff|unit)\b.{0,30}\b(?:got|received|has|confirmed receipt|logged|docketed)\b|\b(?:confirm\w*) receipt of (?:the |our )?(?:\S+ ){0,2}?appeal\b|\bappeal\b.{0,60}\b(?:was|has been|got|were) (?:\S+ )?(?:received|delivered|logged|docketed|signed for)|\b(?:got|received|have|has|logged|signed for) (?:the |our )(?:\S+ ){0,2}?appeal\b|\bappeal\b (?:\S+ )?(?:received|delivered)\b", "theirs"),
    _says(Kind.APPEAL_FILED, rf"\bappealed\b|\bput\b.{{0,40}}\bappeal\b.{{0,12}}\bin the mail\b|\b{_SENT}\b.{{0,40}}\bappeal\b|\bappeal\b (?:\S+ ){{0,5}}?went (?:out|in|off)\b|\bappeal\b (?:letter )?(?:\S+ ){{0,2}}?(?:is (?:in|out|off|filed)|(?:dropped|put) in the mail|filed|sent|mailed|submitted|emailed|faxed|lodged|uploaded|posted|fedexed)\b", "ours"),
    # Expedited processing, fee waiver, fees.
    _says(Kind.EXPEDITE_DENIED, rf"\b{_NO}\b.{{0,40}}\bexpedit\w*|\bexpedit\w*.{{0,40}}\b{_NO}\b|\b(?:would|will|did|do|does|can) not expedite\b|\bno expedit\w+", "theirs"),
    _says(Kind.EXPEDITE_GRANTED, rf"\b{_YES}\b.{{0,40}}\bexpedit\w*|\bexpedit\w*.{{0,30}}\b(?:grant\w*|approv\w*)|\bgot expedit\w*|\b(?:is|are) (?:now )?expediting\b", "theirs"),
    _says(Kind.EXPEDITE_REQUESTED, r"\b(?:asked|requested|applied|filed|sent)\b.{0,40}\bexpedit\w*", "ours"),
    _says(Kind.FEE_WAIVER_DENIED, rf"\b{_NO}\b.{{0,40}}\bwaiver\b|\b(?:fee )?waiver\b.{{0,40}}\b{_NO}\b|\bno (?:fee )?waiver\b|\b(?:would|will|did|do|does|can) not waive\b|\b{_NO} to waive\b", "theirs"),
    _says(Kind.FEE_WAIVER_GRANTED, rf"\b{_YES}\b.{{0,40}}\bwaiver\b|\b(?:fee )?waiver\b.{{0,30}}\b(?:grant\w*|approv\w*|came through)|\bwaiv(?:ed|es|ing) (?:the |our |all )?(?:\S+ )?fees?\b|\bgot (?:the|our|a) (?:\S+ )?waiver\b", "theirs"),
    _says(Kind.FEE_WAIVER_REQUESTED, r"\b(?:asked|requested|applied|filed|sent)\b.{0,40}\bwaiver\b", "ours"),
    _says(Kind.FEE_ANSWERED, r"\b(?:we|i|us)\b.{0,25}\b(?:paid|agreed to pay|wired|committed to pay)\b(?: (?:off )?(?:(?:the|their|our|its|a|that|xagy\d*|xreq) )*(?:\S+ )?(?:fees?|invoice|bill|deposit|estimate|costs?)\b)?|\b(?:sent|mailed) (?:\S+ ){0,3}?(?:check|payment|cheque|deposit)\b|\b(?:check|payment|fee|fees|invoice|deposit) (?:\S+ ){0,2}?(?:went out|paid|sent|mailed)\b|^(?:ok |so |just |we )*(?:agreed|committed|promised) to pay\b|^paid\b|\b(?:cut|wrote|drew) (?:\S+ ){0,3}?(?:check|cheque)\b|\b(?:wired|sent|mailed|paid) (?:the )?xagy\d* (?:the |a |our )?(?:xamt\d|check|payment|fees?)|\bpaid (?:the |their |agy ?|xagy\d* )(?:\S+ )?(?:fee|fees|invoice|xamt\d|bill|deposit)", "ours"),
    _says(Kind.FEE_ASKED, r"\b(?:wants?|wanted|asks?|asked|asking|charg\w+|costs?|pric(?:e|ed|ing)|quot\w+|estimat\w+|bill\w*|invoic\w*|needs?|demand\w*)\b.{0,40}xamt\d|\bfees?\b.{0,40}xamt\d|xamt\d.{0,30}\b(?:fees?|estimate|deposit|invoice|bill)\b|\b(?:gave|gives|giving|allowed|allows|have|has|had|got)\b.{0,25}\b(?:until|till|til|by) xday\d+ to pay\b|\b(?:fee (?:letter|estimate|notice)|invoice|bill)\b (?:\S+ ){0,2}?(?:came|arrived|from|for|of)\b", "theirs"),
    # What a court gives them: their time to answer, and none of ours.
    _says(Kind.NOTE, r"\b(?:asked|moved|petitioned)\b.{0,30}\b(?:court|judge|magistrate)\b.{0,40}\b(?:more|extension|extend|until|till)\b|\bmov(?:ed|es|ing) (?:for|to)\b.{0,20}\bexten\w+|\bmotion (?:for|to)\b.{0,25}\bexten\w+"),
    _says(Kind.COURT_DATE, rf"\b(?:court|judge|magistrate)\b.{{0,25}}\b(?:gave|granted|allowed|gives|has given)\b (?:{_THEM}|us|our side) (?:until|till|til|to|through)\b.{{0,10}}xday\d|\b(?:court|judge|magistrate)\b.{{0,15}}\bextended\b.{{0,40}}\b(?:until|till|to|through) xday\d|\b{_THEM} (?:\S+ ){{0,2}}?(?:has|have|had|got|given) (?:until|till|til) xday\d+ to (?:answer|respond|reply|oppose|file|produce)\b"),
    # What they ask of us, what we answered.
    _says(Kind.STILL_INTERESTED_ANSWERED, r"\b(?:told|wrote|confirmed|said|answered|replied|let \S+ know|emailed|informed)\b.{0,50}\bstill (?:interested|want\w*)\b|\bconfirmed (?:our )?(?:continued )?interest\b|\b(?:answered|replied to|responded to)\b.{0,30}\bstill interested\b", "ours"),
    # Which records we want is a question of scope; whether we want them at all is another one.
    _says(Kind.CLARIFICATION_ASKED, r"\b(?:ask\w*|wants?|wonder\w*|know|letter|email\w*)\b.{0,40}\b(?:if|whether) we (?:are |were )?(?:also |only |really |just )?(?:want|need|care for|interested in) (?!(?:it|them|this|that|any of (?:it|this|them)|anything|our|xreq(?! (?:from|too|also|as well|before|after|since|between|in|with))|the (?:records?|request|xreq|documents?|pages|files)|these|to)\b)\S+", "theirs"),
    _says(Kind.STILL_INTERESTED, r"\bstill interested (?:letter|notice|email|inquir)\w*\b|\b(?:ask\w*|want\w*|wonder\w*|know|letter|email\w*)\b.{0,40}\b(?:if|whether) we (?:are |were )?(?:still )?(?:interested|want|care|need)|\bare we still interested\b|\bask\w*.{0,20}still (?:interested|want)", "theirs"),
    _says(Kind.CLARIFICATION_ANSWERED, r"\b(?:we|i)\b (?:\S+ ){0,3}?(?:clarified|narrowed)\b|\b(?:answered|replied to|responded to|(?:re-?)?sent)\b.{0,40}\b(?:clarif\w+|narrow\w*|scope|questions?)\b|^(?:clarified|narrowed)\b|\btold (?:the )?xagy\d* (?:exactly )?(?:which|what)\b|^(?:and )?(?:we|i) (?:have |just |already |then )*told (?:them|xagy\d*|the agency)(?: (?:on )?xday\d+| that day| the same day)?$", "ours"),
    _says(Kind.CLARIFICATION_ANSWERED, r"\b(?:have|has|received|got|acknowledged|confirmed) our (?:\S+ )?(?:clarification|narrow\w* \S+|narrowing|answers?|reply|response)\b"),
    _says(Kind.CLARIFICATION_ASKED, r"\b(?:wants?|wanted|asks?|asked|asking|told|needs?|needed|requested|would like|like)\b (?:(?:us|again|once more|twice|a (?:second|third) time) )*(?:us |that we |for us )?(?:to )?(?:please )?(?:\S+ )?(?:narrow|clarify|limit|reformulate|specify|be more specific|define|scope|reduce|cut|pick|choose|prioriti[sz]e|drop|split|reword|rephrase|restate|explain|describe|tell them (?:what|which))\b|\b(?:wants?|asks?|asked|asking|needs?|requested|seeking|sent)\b (?:us )?(?:for )?(?:a |some |more )?clarif\w+|\b(?:has|have|had|sent|came back with|wrote with|emailed with) (?:us )?(?:some |more |a few |follow-?up |several |two |three )*questions?\b|\bclarification (?:letter|request|email|question)\b|\bwants? to know (?:what|which|how)\b|\bask\w* (?:us )?(?:exactly )?(?:what|which) (?:we|records|documents|exactly)\b|\b(?:ask\w*|inquir\w*|wonder\w*)\b(?: \S+){0,4}? (?:exactly )?(?:which|what|whose|how many|how far back)\b(?: \S+){0,5}? (?:(?:do |did )?we (?:are |were |have |had )?(?:\w+ly )?(?:mean|meant|want|wanted|need|seek|sought|after|asking|ask|looking|interested|referring|talking|refer)|xreq (?:is about|covers?|means|concerns|refers|includes|relates)|(?:it|the request|our request) (?:is about|covers?|means|concerns|refers|includes|relates))\b|\b(?:gave|gives|giving|allowed|allows|granted|have|has|had|got)\b.{0,25}\b(?:until|till|til|by) xday\d+ to (?:clarify|narrow|respond|answer|reply|limit|specify)\b|\b(?:ask(?:s|ed|ing)|wants?|wanted|needs?|needed|requested|requesting|seeking)\b (?:us )?(?:for )?(?:some |a bit |a little |much )?(?:more|additional|further) (?:detail\w*|info\w*|specifics|context)\b|\btoo broad\b|\boverbroad\b|\bnot reasonably described?\b", "theirs"),
    _says(Kind.EXTENDED, r"\bextension\b|\bextend(?:ed|s|ing)\b|\bunusual circumstances\b|\b(?:needs?|needed|taking|took|takes?|wants?|invok\w+|gave themselves|giving themselves|adding|added|claim\w*|gets?|ask\w* for|requir\w*)\b.{0,30}\b(?:more|additional|extra|another|further)\b.{0,15}\b(?:days?|time|weeks?)\b|\b(?:more|additional|extra|another) xspan\b|\bto extend\b", "theirs"),
    _says(Kind.CLARIFICATION_ANSWERED, r"^(?:and )?(?:we|i) (?:have |just |already |then )*(?:answered|replied|responded|wrote back)(?: (?:on )?xday\d+| that day| the same day)?$", "ours"),
    _says("release", r"\b(?:answered|responded|replied|came back)\b.{0,45}\bwith xpag\d", "theirs"),
    # Court.
    _says(Kind.STAY_LIFTED, r"\bstay\b.{0,15}\blifted\b|\blifted\b.{0,15}\bstay\b"),
    _says(Kind.STAYED, r"\bgrant\w*\b.{0,40}\bstay motion\b|\bstay motion\b.{0,15}\bgranted\b|\bgrant\w*\b.{0,40}\bmotion (?:to|for a) stay\b|\bmotion (?:to|for a) stay\b.{0,30}\bgranted\b|\bstayed\b|\bstay (?:was |is )?(?:granted|ordered|entered)\b|\b(?:granted|ordered|entered) (?:(?:a|an|the|its|their|xagy\d*|government|govt|doj)(?: s|'s)? ){0,2}(?:\S+ )?stay\b(?! of)"),
    _says(Kind.CASE_CLOSED, r"\b(?:case|suit|lawsuit|complaint|litigation)\b.{0,20}\b(?:dismissed|settled|closed|(?:is|was) over|terminated)\b|\b(?:dismissed|settled)\b.{0,20}\b(?:case|suit|lawsuit|complaint|litigation)\b|\bsettled\b|\bjudgment (?:for|entered|against)\b|\bvoluntary dismissal\b|\bstipulat\w+ of dismissal\b"),
    # A paper that is served in the suit; only the complaint's service starts a clock.
    _says(Kind.COMPLAINT_ANSWERED, rf"\b{_THEM} (?:\S+ )?served (?:its|it is|their|an|the) answer\b", "theirs"),
    _says(Kind.NOTE, rf"\bserved\b(?!.{{0,60}}\b(?:complaint|summons)\b)(?:.{{0,40}}\b(?:index|motion|cross-?motion|briefs?|memorand\w+|opposition|reply|response|declarations?|affidavits?|discovery|interrogator\w+|subpoenas?|notices?|objections?|disclosures?|answer|orders?|exhibits?|papers|log|stipulation)\b| (?:us|on us|with)\b)|\b{_THEM} (?:\S+ )?served (?:its|it is|their|his|her|an?|us)\b(?!.{{0,40}}\b(?:complaint|summons)\b)"),
    _says(Kind.SERVED, r"\bserved\b|\bservice (?:\S+ ){0,4}?(?:done|complete|completed|made|effected)\b"),
    _says(Kind.COMPLAINT_ANSWERED, r"\b(?:government|govt|doj|justice|us attorney|ausa|defendants?|they|xagy\d*)\b.{0,20}\b(?:answered|filed (?:an|their|its|it is|the) answer)\b(?: (?:(?:the |our )(?:\S+ )?)?complaint)?|\banswer\b.{0,30}\b(?:was |is |got )?filed\b|\banswered (?:the |our )(?:\S+ )?complaint\b", "theirs"),
    _says(Kind.COMPLAINT_FILED, rf"\bsued\b|\bfiled suit\b|\bwent to court\b|\b{_SENT}\b.{{0,25}}\b(?:complaint|lawsuit|suit)\b|\b(?:complaint|lawsuit|suit)\b (?:\S+ ){{0,5}}?(?:filed|went in|is in|is filed)\b|\btook \S+ to court\b", "ours"),
    _says(Kind.PRODUCTION_ORDERED, r"\b(?:judge|court|magistrate|order\w*|agreed|schedule)\b.{0,50}xpag\d.{0,40}\b(?:month\w*|weeks?|weekly)\b|\bordered\b.{0,30}\b(?:to )?(?:process|produce|release)\b"),
    # What a court did, and what was argued before it, is none of our clocks.
    _says(Kind.NOTE, r"\b(?:judge|court|magistrate)\b.{0,25}\b(?:ruled|den(?:ied|ies)|granted|grants|sided|held|found|decided|heard)\b(?!.{0,40}\b(?:until|till) xday)|\bmotion\b(?: \S+){0,8}? (?:was|were|got|has been|is) (?:\w+ )?(?:denied|granted|dismissed|decided)\b|\b(?:denied|granted|ruled on|decided|won|lost|argued) (?:\S+ ){0,6}?(?:motion|summary judgment|injunction)\b|\b(?:summary judgment|injunction)\b.{0,30}\b(?:denied|granted|decided|won|lost)\b|\b(?:hearing|argument|conference|trial)\b.{0,30}\b(?:was|were|took place|happened|went|held)\b(?! (?:\S+ )?(?:set|moved|scheduled|continued|postponed|pushed|reset|rescheduled|put off))|\b(?:had|attended|held|there was) (?:an? |the |our |oral |another )*(?:\S+ )?(?:hearing|argument|conference|trial)\b|\b(?:we|they) argued\b.{0,40}\b(?:judge|court|magistrate|panel|motion)\b"),
    _says(Kind.COURT_DATE, r"\b(?:jsr|status reports?|hearing|briefs?|briefing|oral argument|status conference|trial) (?:\S+ ){0,6}?:? ?xday\d|\b(?:judge|court)\b.{0,15}\b(?:gave|granted|allowed) (?:us |them |the \S+ )?(?:until|till)\b.{0,10}xday\d|\b(?:status report|jsr|joint status report|hearing|status conference|conference|oral argument|argument|briefing|brief|motion|summary judgment|trial|opposition brief|reply brief|court date)\b.{0,50}\b(?:to|for|on|due|by|is|now|until|set|moved|scheduled)\b.{0,45}xday\d|\b(?:judge|court)\b.{0,15}\b(?:set|moved|scheduled|continued|pushed)\b.{0,50}xday\d"),
    _says(Kind.OGIS_OPENED, r"\b(?:opened|started|filed|asked|contacted|went to|sent)\b.{0,30}\b(?:ogis|mediation)\b|\bogis\b.{0,20}\b(?:opened|took|case opened|accepted)\b"),
    _says(Kind.OGIS_CLOSED, r"\b(?:ogis|mediation)\b.{0,20}\b(?:closed|over|ended|done)\b|\bogis closed\b"),
    # How they decided.
    _says(Kind.CLOSED_ADMINISTRATIVELY, r"\b(?:treat|deem|consider)(?:s|ed|ing) (?:\S+ ){0,4}?(?:as )?(?:withdrawn|abandoned)\b|\badministratively closed\b|\bshut(?:ting)? down (?:our|the|it\b|xreq)|\badministrative closure\b|\b(?:they|xagy\d*|agency)\b (?:\S+ ){0,3}?closed\b|\bclosed (?:our|the|it|xreq|us)\b.{0,30}\b(?:because|for|since|without|saying)\b|\b(?:xreq|request|it|case|xnum\d+)\b (?:\S+ )?(?:was|has been|got) closed\b|\b(?:says|said|wrote) (?:\S+ ){0,4}?(?:is|was|has been|had been) (?:administratively )?closed\b", "theirs"),
    _says(Kind.REFERRED, r"\breferred\b.{0,60}\bto (?:the )?xagy\d|\breferral\b.{0,40}xagy\d|\b(?:they|xagy\d)\b(?: \S+){0,3} (?:sent|sends|forwarded|passed|handed|gave|moved|rerouted)\b(?:(?!\b(?:us|we|letters?|responses?|answers?|repl(?:y|ies)|cop(?:y|ies)|e-?mails?|notices?|bills?|invoices?)\b).){0,50}\bto (?:the )?xagy\d|\bwent from (?:the )?xagy\d\b.{0,20}\bto (?:the )?xagy\d|\b(?:sent|passed)\b.{0,50}\b(?:over )?to (?:the )?xagy\d.{0,50}\b(?:process\w*|handl\w*|respon\w*|direct|review|reply|referral)\b|\b(?:punted|kicked|bounced|transferred|forwarded)\b.{0,40}\bto (?:the )?xagy\d|\breferred\b.{0,20}\b(?:to|out)\b", "theirs"),
    _says(Kind.CONSULTED, r"\bconsult(?:ed|ing|ation)\b", "theirs"),
    _says(Kind.DETERMINED, r"\bglomar\w*\b|\bneither confirm\w*(?: n?or den\w+)?|\b(?:can ?not|not) confirm or deny\b|\b(?:refus\w+|declin\w+) to (?:either )?confirm (?:n?or|or) deny\b", "theirs", disposition="glomar"),
    _says(Kind.DETERMINED, r"\bno (?:responsive )?(?:records|documents)\b(?: (?:were|was|have been) (?:found|located|identified)\b)?(?! (?:yet|so far))|\b(?:could|did|can|do) not (?:find|locate) (?:any|anything|records|responsive)\b|\bfound nothing\b|\b(?:xagy\d*|they) (?:had|located|holds?|found) nothing (?:on|about|for|responsive)\b|\bnothing responsive\b|\bcame up empty\b", "theirs", disposition="no-records"),
    _says(Kind.DETERMINED, r"\bden(?:ied|ial|ying|y|ies)\b(?: \S+){0,3}? in part\b|\bpart(?:ly|ial|ially) den\w+|\bwithheld in part\b|\bden(?:ied|ial) \(?part\w*\)?", "theirs", disposition="partial-denial"),
    _says(Kind.DETERMINED, r"\bgrant\w*(?: \S+){0,3}? in part\b|\bpart(?:ly|ial|ially) grant\w*|\breleased in part\b", "theirs", disposition="partial-grant"),
    _says(Kind.DETERMINED, rf"\b(?:gave|sent|released|produced|provided|disclosed|(?:turned|handed) over|{_YES})\b(?: us)? (?:over )?{_NOT_ALL}", "theirs", disposition="partial-grant"),
    _says(Kind.DETERMINED, r"\bgrant\w*(?: \S+){0,4}? in full\b|\bfull(?:y)? grant\w*|\b(?:gave|released|sent|produced)(?: \S+){0,2}? (?:everything|it all|all of it|in full)\b|\breleased in full\b|\bgot everything\b|\bfull release\b", "theirs", disposition="full-grant"),
    _says(Kind.DETERMINED, rf"\bwithh(?:eld|olding)(?: \S+){{0,3}}? (?:in full|in its entirety|everything)\b|\bwithh(?:eld|olding) (?:everything|all)\b|\bfull denial\b|\bden(?:ied|ial|ying|ies)\b|\bturned (?:us|it|our \S+|the \S+|(?:the )?xreq(?: request)?) down\b(?!.{{0,20}}\b(?:expedit|waiver|fee))|\b{_NO}\b (?:our|the|it|xreq|us)\b", "theirs", disposition="full-denial"),
    _says(Kind.DETERMINED, r"\b(?:granted|approved) (?:our|the|it|xreq)\b", "theirs", disposition="full-grant"),
    _says(Kind.DETERMINED, r"\bfinal (?:response|determination|letter|answer|decision|release|production)\b|\bdetermination (?:letter )?(?:came|arrived|is in|from|dated)\b", "theirs"),
    # What they send.
    _says("release", rf"\b(?:released|produced|put|loaded|emailed|mailed|faxed|posted|uploaded|shared|sent (?:us |over )?|gave us|handed over|turned over|disclosed|dumped|dropped|delivered)\b.{{0,45}}(?:\b(?:pages?|records?|docs?|documents?|files|emails)\b|xpag\d|xbat\d)|\b(?:production|release|batch|installment|tranche)\b.{{0,40}}\b{_CAME}\b|\b(?:got|received)\b.{{0,40}}(?:\b(?:production|release|batch|installment|tranche)\b|xpag\d|xbat\d)|\binterim (?:release|response)\b|\b(?:mailed|emailed|posted|uploaded|sent)\b.{0,40}\b(?:release|production|batch)\b|xpag\d\b(?: \S+){{0,4}}? {_CAME}\b|xpag\d (?:\S+ ){{0,2}}?from (?:xagy\d|them)\b|\b(?:production|release|batch|installment|tranche)\b.{{0,25}}(?:xpag\d|xbat\d)|\b(?:another|second|third|fourth|next|new) (?:\S+ )?(?:production|release|batch|installment|tranche) from\b|\b{_CAME}\b.{{0,20}}xbat\d|xbat\d.{{0,25}}\b{_CAME}\b", "theirs"),
    _says("release", r"\b(?:sent|released|gave|produced|provided|disclosed|(?:turned|handed) over)\b(?: us)? (?:over )?(?:the |all (?:the )?)?(?:rest|remainder)\b", "theirs"),
    # How it went in.
    _says(Kind.ACKNOWLEDGED, r"\backnowledg\w*\b|\back(?:ed|s)?\b|\bopened (?:a |our )?(?:new )?(?:file|case|matter|record)\b|\bconfirm\w* (?:receipt|receiving|they (?:got|received|have))\b|\bconfirmation (?:email|letter)\b|\breceipt letter\b", "theirs"),
    _says(Kind.RECEIVED_ELSEWHERE, r"\bwrong (?:office|component|agency|desk)\b.{0,30}\b(?:got|received|has)\b|\bmis(?:directed|routed)\b", "theirs"),
    _says(Kind.APPEAL_RECEIVED, rf"\bappeal\b(?: \S+){{0,3}}? {_STAMPED}|{_STAMPED} (?:the |our )?(?:\S+ ){{0,2}}?appeal\b", "theirs"),
    _says(Kind.RECEIVED, rf"\b{_STAMPED}", "theirs"),
    _says(Kind.RECEIVED, r"^(?!.*\b(?:we|i|us)\b).*\b(?:got|received|signed for) (?:our|the|my) (?:\S+ ){0,2}?(?:request|foia|xreq)\b", "theirs"),
    _says(Kind.RECEIVED, r"\b(?:they|xagy\d*|agency|office|portal|mailroom)\b (?:\S+ ){0,3}?(?:received|got|signed for|logged in|accepted)\b (?:our |the |it\b|ours\b|xreq|my )|\b(?:request|letter|package|envelope|it|xreq)\b (?:\S+ )?(?:was|got|has been|is) (?:received|delivered|signed for)\b|\bour (?:request|foia|(?:\S+ )?xreq(?: request)?) (?:arrived|reached (?:them|it|xagy\d*))\b|\bgreen card (?:\S+ )?back\b|\b(?:green card|return receipt|tracking|usps|ups|fedex|certified mail)\b.{0,40}\b(?:delivered|received|signed|shows|says|came back)\b|\bdelivered (?:to|at) xagy\d*", "theirs"),
    _says(Kind.NUMBER_ASSIGNED, r"(?:\b(?:tracking|case|request|control|reference|file|foia|new)? ?(?:number|no)\b|#(?= )).{0,25}xnum\d|xnum\d.{0,25}\bnumber\b|\bassigned\b.{0,20}xnum\d", "theirs"),
    _says(Kind.ESTIMATE_GIVEN, r"\b(?:pushed|moved|bumped|slid|slipped|delayed|postponed)\b.{0,50}\b(?:to|until|till) xday\d", "theirs"),
    _says(Kind.ESTIMATE_GIVEN, r"\b(?:gave|set|named|gives) (?:us |themselves |itself )?(?:\S+ ){0,3}?(?:until |as )?xday\d+ (?:as|for) (?:the|an|its|their) (?:\S+ ){0,3}?(?:date|answer|response|deadline)\b", "theirs"),
    _says(Kind.ESTIMATE_GIVEN, r"^(?:also |then )?(?:will|would|should|is to|are to) (?:\S+ ){0,3}?(?:respond|answer|finish|complete|be done|decide|produce|release|send|get back|reply|issue|have)\b.{0,30}\b(?:by|on|around|about|before|in|within|until) xday\d", "theirs"),
    _says(Kind.ESTIMATE_GIVEN, r"\b(?:needs?|needed|wants?|takes?|taking|asked for) (?:\S+ ){0,3}?(?:until|till|til) xday\d|\b(?:expects?|expected|estimat\w+|promise\w*|promising|aim\w*|hop(?:es?|ing)|project\w*|target\w*|anticipat\w+)\b.{0,60}\b(?:by|in|on|around|before|until|of|is)\b.{0,12}xday\d|\bestimat\w+ (?:it |they )?xday\d|\bestimated (?:completion )?date\b|\b(?:they|xagy\d*|analyst|officer|liaison)\b.{0,50}\b(?:will|would|should)\b.{0,40}\b(?:respond|answer|finish|finished|complete|completed|done|records|produce|release|ready|available|decide|decided|send|get back)\b.{0,30}\b(?:by|on|around|before|in) xday\d", "theirs"),
    _says(Kind.REQUEST_WITHDRAWN, r"\b(?:we|i)\b (?:\S+ ){0,2}?(?:withdrew|withdrawn|withdraw|pulled|are withdrawing)\b|^(?:please |can you |go ahead and )?(?:withdraw|withdrew|withdrawing|pull|pulled|pulling)\b|\bwithdrew (?:our|the|xreq)\b", "ours"),
    _says(CLOSED, r"\b(?:we|i)\b (?:\S+ ){0,3}?(?:closed|closing|are done with|wrapped up|are finished with|close)\b|^(?:please )?(?:close|wrap up|close out)\b|\byou (?:can|may) (?:\S+ )?close\b|\bcan be closed\b|\bmark (?:\S+ ){0,4}?closed\b", "ours"),
    _says(Kind.SENT, rf"\b(?:we|i)\b (?:\S+ ){{0,2}}?{_SENT}\b.{{0,25}}\b(?:request|foia)\b", "ours"),
    _says(Kind.CLARIFICATION_ANSWERED, r"\b(?:we|i) (?:have |just |already |finally )*(?:answered|replied to|responded to|got back to) (?:them|it|(?:the )?xagy\d*|the agency|their (?:letter|email|questions?))\b", "ours"),
    # A conversation with them, whatever it said.
    _says(Kind.NOTE, r"\b(?:sent|emailed|mailed|wrote|left) (?:\S+ ){0,3}?(?:follow[- ]?up|nudge|reminder|status (?:request|inquiry)|inquiry)\b|\b(?:called|phoned|rang|spoke|talked|left (?:\S+ ){0,3}?(?:message|voicemail|vm|msg)|replied to|responded to|voicemail|emailed|wrote|pinged|chatted|followed up|call with|xagy\d* (?:says?|said|told us)|on the phone|per (?:a|the|my|our) (?:\S+ )?call|heard from|got off the phone|phone call|checked in with|reached out|nudged)\b"),
)  # fmt: skip

NEGATED = re.compile(
    r"\b(?:not|never|nothing|without|neither|nor|none|nobody|hardly|barely|no (?:word|answer|response"
    r"|reply|news|letter|decision|determination|acknowledg\w+|ack|sign|change|progress|update|luck|records yet|appeal|extension"
    r"|number|production|release|movement)|(?:almost|nearly)(?! (?:all|every\w*|entirely|the whole)\b)|on the verge of|still waiting|waiting (?:on|for)|awaiting|failed to"
    r"|den(?:y|ies|ied|ying) (?:that|having|ever|any|(?:receiving|getting|knowing|holding)\b|receipt|it (?:ever|has|had|was|is|got)\b|they\b)|short of"
    r"|forgot to|have yet to|has yet to|yet to|radio silence|crickets)\b"
)
INTENDED = re.compile(
    r"\b(?:will|shall|going to|gonna|(?:plan|plans|planning|planned)(?: to| on)?|intend\w*|should|need to|needs to"
    r"|have to|has to|must|want to|wants to|about to|might|may|could|would|let us|lets|let's"
    r"|consider\w*|thinking (?:of|about)|hop(?:e|es|ing) to|tomorrow|next (?:week|month|monday|tuesday"
    r"|wednesday|thursday|friday)|soon|ready to|draft\w*|preparing|prepared|prepare|working on"
    r"|supposed to|trying to|tried to|try to|aim to|expect to|due to|remember to|ask\w* (?:for )?an)\b"
)
CONDITION = re.compile(
    r"\b(?:if|unless|whether|once|when (?:they|we|it|the|ice)|in case|assuming|suppose|until)\b"
)
HEARSAY = re.compile(
    r"\b(?:(?:my|our|a|an|the|one) (?:\w+ )?(?:colleague|coworker|co-worker|boss|friend|intern|reporter"
    r"|journalist|paralegal|client|source|partner|contact|insider|tipster|editor|blogger|website|blog|podcast|newspaper)s?"
    r"(?: \S+){0,4}? (?:says?|said|tells?|told|claims?|reports?|reported|is reporting|writes|tweeted|posted)"
    r"|according to (?!(?:the |their |its |a |an |our )?(?:xagy\d*|letter|notice|e-?mail|mail|portal|decision|denial|response|website|acknowledg\w*|fax|docket|order|court|judge|message|officer|liaison|analyst|foia|statute|law|system|tracker|status)\b)"
    r"|reporting that|as reported|press (?:report|account)s?|the (?:news|press(?! (?:office|officer|release|team|secretary|desk))|papers?|media|radio|tv|internet|rumou?r)\b"
    r"|twitter|facebook|reddit|bluesky|linkedin|on the news"
    r"|or so (?:i|we|they|he|she|it)|if (?:i|we) (?:remember|recall|understood|am not|heard|got it)|iirc|afaik|as far as (?:i|we) (?:know|remember|can tell|recall)"
    r"|from memory|do not quote me"
    r"|(?:somebody|someone|people) (?:says?|said|told|claims?)"
    r"|hint\w*|impl(?:y|ied|ies)|insinuat\w*|gossip|(?:somebody|someone|some (?:guy|woman|lady|man|person|reporter))\b"
    r"|doubt\w*|hopefully|hop(?:e|es|ed|ing) (?:that|for|we|they|he|she|it|the|xagy\d*)\b"
    r"|think|thinks|thought|(?:i|we|they) heard(?! (?:from|back)\b)|heard that|hearing that|hear that"
    r"|apparently|supposedly|rumou?r\w*|maybe|perhaps|probably|possibly|guess|guessing|sounds like"
    r"|seems?|looks like|might|i believe|believes|not sure|unsure|allegedly|word is|reportedly"
    r"|heard from (?:a|an|some|my|our|the|one) (?:\w+ )?(?:colleague|coworker|co-worker|boss|friend|intern|reporter|journalist|paralegal|client|source|partner|contact|insider|tipster|editor|blogger|lawyer|attorney|activist|organizer|ally)s?\b|told by (?:a|an|some|my|someone|somebody|another)\b|disput\w* (?:that|whether|having|ever)|contest(?:s|ed|ing)? that"
    r"|wish(?:ed|es|ing)?|if only|i bet|likely|worried|worries|afraid|suspect\w*|wonder\w*|told me that|may have|could have"
    r"|should have|must have|would have)\b"
)
ASKED = re.compile(
    r"^(?:ok |hey |so |and |but |also |please |hi |yo )*(?:put off|push back|hold off|mute|postpone|delay the|stop (?:nagging|reminding|the)|since (?:when|what)|until when|by when|as of|in what|on what|at what|from what|to whom|whom|i (?:want|need|would like|have) (?:you )?(?:to|a|an|the)|we (?:want|need) (?:you )?(?:to|a|an|the)|who|what|whats|when|where|which|whose|why|how"
    r"|(?:is|are|was|were|do|does|did|can|could|may|might|shall|must|should|would|will)(?! not\b)|(?:has|have|had) (?:we|they|i|you|it|the|our|any\w*|every\w*|xagy\d*|xreq|that|this|there|he|she|my|his|her|your)\b|any|anything|status(?! (?:conference|report|hearing|call))|show"
    r"|find|search|list|tell|give|latest|proof|evidence|citation|copy of|details|reasons?|number for|numbers|deadlines?|draft|write|prepare|compose|outline|remind|nudge me|nag|snooze|let me|let us see|i (?:want|need|would like) (?:to )?(?:see|know|have)|need to see|see|open|pull up|walk me|check|count|visualize|chart|plot|graph|compute|calculate|make|create|set|export|explain|look|send me|pull"
    r"|get me|read|quote|cite|help|summarize|compare|public|dime|cual|cuando|que|como|por que|quien)\b"
)  # fmt: skip
CORRECTED = re.compile(
    r"x(?:day|num)\d+ ?,? (?:and )?not (?:on |the )?x(?:day|num)\d+|\bnot x(?:day|num)\d+ ?,? but x(?:day|num)\d+|"
    r"\b(?:wrong (?:number|date|day|one|agency)|should (?:be|have been|say|read) (?:on |the |dated )*x(?:day|num)\d+|typo|mistyped|mislogged"
    r"|miskeyed|misrecorded|correct(?:ion|ed)?|i (?:logged|typed|entered|put|recorded|meant)|actually"
    r"|was off|fat fingered|off by)\b"
)
