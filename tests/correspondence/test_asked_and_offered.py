"""What a letter asks by when, offers, counts, sends on and decides, in many words; each with its neighbours."""

from __future__ import annotations

from typing import Any

from bot.correspondence.effects import effects
from bot.correspondence.reader import Letter, Reading, read_letter
from tests.support.cases import each

_LETTER = """U.S. Department of Homeland Security
U.S. Immigration and Customs Enforcement

November 20, 2026

RE: ICE FOIA Case Number 2026-ICFO-81234

Dear Requester:

{}

Sincerely,
FOIA Officer
"""


def said(text: str) -> dict[str, Any]:
    """Give what a letter does and says, with the values of its effects by their names."""
    letter = read_letter(text if "Dear" in text or "From:" in text else _LETTER.format(text))
    shown = effects(letter)
    values = {f"{one.kind.value}.{name}": str(v) for one in shown for name, v in one.values.items()}
    return (
        values
        | _values(letter)
        | {"does": {one.value for one in letter.types} | {one.kind.value for one in shown}}
    )


def _values(letter: Letter) -> dict[str, Any]:
    read: dict[str, Reading | None] = {
        "received": letter.received or letter.appeal_received,
        "reply": letter.reply_by or letter.reply_days,
        **{name.removeprefix("pages_"): count for name, count in letter.counts.items()},
    }
    found: dict[str, Any] = {
        name: f"{one.value} {one.unit}".strip() for name, one in read.items() if one
    }
    return found | {
        "body": letter.agency.value if letter.agency else "",
        "numbers": [one.value for one in letter.numbers],
    }


def _holds(got: dict[str, Any], name: str, want: str | None) -> bool:
    """Whether what was read has a value: several things done, or none of them; a part of a name."""
    asked = set((want or "").split(","))
    if name in {"has", "hasnt"}:
        return asked <= got["does"] if name == "has" else not asked & got["does"]
    if name in {"body", "number"}:
        return (
            want in got["numbers"]
            if name == "number"
            else (want or "").lower() in got["body"].lower()
        )
    return got.get(name) == want


OFFERED: list[tuple[str, dict[str, str | None]]] = [
    ("Your request was received on November 2, 2026 and given number 2026-ICFO-81234. You may wish to narrow your request so that it can go into the faster track.", {"has": "acknowledgment", "hasnt": "clarification"}),
    ("Your request was received on November 2, 2026 and given number 2026-ICFO-81234. If you would like a faster answer, you can narrow the scope of your request by writing to us.", {"has": "acknowledgment", "hasnt": "clarification"}),
    ("Your request was received on November 2, 2026 and given number 2026-ICFO-81234. Should you care to limit the request to a few documents, it may be placed in the simple track. To do so, please send us an e-mail.", {"has": "acknowledgment", "hasnt": "clarification"}),
    ("Please narrow your request to one office and one year; we cannot search for it as it stands.", {"has": "clarification"}),
    ("We ask that you limit your request to named custodians before we search.", {"has": "clarification"}),
    ("You must narrow your request, or it will not be processed.", {"has": "clarification"}),
    ("Your request is too broad. Please clarify which contracts you mean.", {"has": "clarification"}),
    ("You may wish to narrow your request, but as written it does not reasonably describe the records and we cannot process it until you clarify.", {"has": "clarification"}),
]  # fmt: skip

BY_WHEN: list[tuple[str, dict[str, str | None]]] = [
    ("The charge is $35.20. If it does not come by December 16, 2026, we will treat the request as abandoned.", {"reply": "2026-12-16"}),
    ("Please let us know within 30 business days whether it matters to you today. In the absence of a reply we will close the case.", {"reply": "30 working"}),
    ("We need to know which office you mean. Should none arrive within 30 working days, we will close the request.", {"reply": "30 working"}),
    ("We need to know which office you mean. If nothing comes within 20 days of this letter the request will be closed.", {"reply": "20 calendar"}),
    ("We need to know which office you mean. Please send both by Wednesday, December 9, or we will have to close the request.", {"reply": "2026-12-09"}),
    ("We need to know which office you mean. Kindly let me have these by Fri., Dec. 11; otherwise the file will be closed.", {"reply": "2026-12-11"}),
    ("We need to know which office you mean. Unless we have your answer by close of business on Monday, December 14, we will withdraw the request.", {"reply": "2026-12-14"}),
    ("We need to know which office you mean. Absent word from you by the 15th of December 2026, the matter is closed.", {"reply": "2026-12-15"}),
    ("Installment 3 is ready in the portal. Please get it by December 14, 2026; if an installment is not claimed within 30 days we may stop and close your request.", {"reply": "2026-12-14"}),
    ("The estimated cost is $80.00. If we hear nothing within 60 days we may close the request. If you pay now we expect to finish by January 15, 2027.", {"reply": "60 calendar"}),
    ("Please send a deposit of $50.00 to proceed. If you pay this week we should be done by January 15, 2027.", {"reply": None}),
    ("The total is $120.00. Once we have your payment, we anticipate sending records before January 8, 2027. If it does not come within 30 days, we will close the request.", {"reply": "30 calendar"}),
    ("We need to know which office you mean. If that has not reached us 15 business days from now, your request is withdrawn.", {"reply": "15 working"}),
]  # fmt: skip

SENT_ON: list[tuple[str, dict[str, str | None]]] = [
    ("While processing your request we located 64 pages that originated with the Federal Emergency Management Agency. We have sent those 64 pages to that agency for its review and direct reply to you.", {"reviewed": None, "has": "referral", "referred.pages": "64"}),
    ("We found 12 pages of the Coast Guard and referred them to it for direct response to you.", {"referred.pages": "12"}),
    ("Thirty-one (31) pages have been referred to the Department of State, which will answer you directly.", {"referred.pages": "31"}),
    ("In addition, 7 pages were forwarded to the Secret Service for processing and direct response to you.", {"referred.pages": "7"}),
    ("We processed 200 pages: 150 are released in full, 30 in part, and 20 pages were referred to CBP for a direct response to you.", {"reviewed": "200", "referred.pages": "20"}),
    ("We are referring your request and 5 pages of records to USCIS. USCIS will respond directly to you.", {"referred.pages": "5"}),
    ("We referred 40 pages to the FBI on May 3, 2026. We have searched and found no other records.", {"referred.pages": None}),
    ("Your request has been referred to the Federal Bureau of Prisons, whose office is on page 2 of the enclosed list.", {"has": "referral", "referred.pages": None}),
]  # fmt: skip

COUNTED: list[tuple[str, dict[str, str | None]]] = [
    ("This is the final response. Enclosed are 40 pages, 10 of which contain redactions under Exemption 6.", {"reviewed": "40", "released_part": "10"}),
    ("This is the final response. We are releasing 85 pages; 12 of them carry redactions under (b)(6).", {"released_part": "12"}),
    ("This is the final response. We located 95 pages. Forty (40) pages are disclosed without deletions, fifty-two (52) pages with deletions, and three (3) pages are not disclosed under (b)(4).", {"reviewed": "95", "released_full": "40", "released_part": "52", "withheld": "3"}),
    ("This is the final response. For item 2 we found 14 pages, all of which we withhold under Exemption 5.", {"reviewed": "14", "withheld": "14", "has": "full_denial"}),
    ("This is the final response. CBP has processed 18 pages; all 18 are released in part under (b)(6).", {"reviewed": "18", "released_part": "18"}),
    ("This is the final response. Of 60 pages, 50 are released in full and 10 contain redactions under (b)(7)(C).", {"reviewed": "60", "released_full": "50", "released_part": "10"}),
    ("This is the final response. We identified 30 pages. All of them are withheld in full under Exemption 7(A).", {"reviewed": "30", "withheld": "30", "has": "full_denial"}),
    ("This is the final response. Attached you will find 22 pages, five of which are redacted in part under (b)(6).", {"released_part": "5"}),
]  # fmt: skip

RECEIVED: list[tuple[str, dict[str, str | None]]] = [
    ("Your request came in on Tues., Nov. 3 and is number 2026-ICFO-81234.", {"received": "2026-11-03"}),
    ("Your request came in on Mon., Nov. 2, 2026.", {"received": "2026-11-02"}),
    ("We got your request on Weds., Nov. 4.", {"received": "2026-11-04"}),
    ("Your request reached this office on the 3rd of November, 2026.", {"received": "2026-11-03"}),
    ("It was on November 3, 2026 that your request arrived here.", {"received": "2026-11-03"}),
]  # fmt: skip

ACKNOWLEDGED: list[tuple[str, dict[str, str | None]]] = [
    ("We write to confirm that your request of November 4, 2026 reached the agency on November 5, 2026. The estimated cost is $780.00. Please send a deposit of $390.00.", {"has": "acknowledgment,fee_estimate"}),
    ("This acknowledges receipt of your request on November 5, 2026; it is number 2026-ICFO-81234. We estimate fees of $400.00 and ask that you agree to pay them.", {"has": "acknowledgment,fee_estimate"}),
    ("Thank you for your request, which we received on November 5, 2026 and numbered 2026-ICFO-81234. Search and copies will cost $95.00. Please pay before we begin.", {"has": "acknowledgment,fee_estimate"}),
    ("In our letter of November 5, 2026 we acknowledged your request. The estimated cost is $780.00. Please send a deposit of $390.00.", {"has": "fee_estimate", "hasnt": "acknowledgment"}),
    ("This concerns your request, received November 5, 2026. The estimated cost is $780.00. Please send a deposit of $390.00.", {"has": "fee_estimate"}),
]  # fmt: skip

ESTIMATED: list[tuple[str, dict[str, str | None]]] = [
    ("We have your request; it arrived here on October 16, 2026. It is our number 2026-ICFO-81234. Our estimated date of completion is March 12, 2027.", {"has": "acknowledgment,estimate-given", "estimate-given.due": "2027-03-12"}),
    ("This acknowledges receipt of your request. We expect to complete it by March 12, 2027.", {"has": "acknowledgment,estimate-given", "estimate-given.due": "2027-03-12"}),
    ("Your request was received on November 2, 2026. The estimated completion date is March 12, 2027.", {"estimate-given.due": "2027-03-12"}),
    ("We acknowledge your request. Unless you narrow the request by December 4, 2026, it will be closed.", {"hasnt": "estimate-given"}),
    ("We acknowledge your request of October 2, 2026, received October 6, 2026.", {"hasnt": "estimate-given"}),
]  # fmt: skip

RULING: list[tuple[str, dict[str, str | None]]] = [
    ("CITY OF DUNMERE, TEXAS\nCity Attorney's Office\n\nNovember 16, 2026\n\nRe: Request W104455-110226\n\nDear Ms. Peverell:\n\nThe City received your request on November 2, 2026. The records are excepted under section 552.103 of the Government Code. We have asked the Office of the Attorney General for a decision about whether we may withhold it.\n\nSincerely,\n\nAssistant City Attorney\n", {"has": "ruling-asked"}),
    ("CITY OF DUNMERE, TEXAS\nCity Attorney's Office\n\nNovember 16, 2026\n\nRe: Request W104455-110226\n\nDear Ms. Peverell:\n\nThe City received your request on November 2, 2026. We believe section 552.108 applies. By letter of today we have asked the Attorney General of Texas whether the information must be released.\n\nSincerely,\n\nAssistant City Attorney\n", {"has": "ruling-asked"}),
    ("CITY OF DUNMERE, TEXAS\nCity Attorney's Office\n\nNovember 16, 2026\n\nRe: Request W104455-110226\n\nDear Ms. Peverell:\n\nThe City received your request on November 2, 2026. The City seeks an open records ruling from the Attorney General under section 552.301 of the Government Code.\n\nSincerely,\n\nAssistant City Attorney\n", {"has": "ruling-asked"}),
    ("CITY OF DUNMERE, TEXAS\nCity Attorney's Office\n\nNovember 16, 2026\n\nRe: Request W104455-110226\n\nDear Ms. Peverell:\n\nThe City received your request on November 2, 2026. If we wish to withhold anything, we must ask the Attorney General for a decision.\n\nSincerely,\n\nAssistant City Attorney\n", {"hasnt": "ruling-asked"}),
    ("CITY OF DUNMERE, TEXAS\nCity Attorney's Office\n\nNovember 16, 2026\n\nRe: Request W104455-110226\n\nDear Ms. Peverell:\n\nThe City received your request on November 2, 2026. You may ask the Attorney General for a decision about our charges.\n\nSincerely,\n\nAssistant City Attorney\n", {"hasnt": "ruling-asked"}),
    ("CITY OF DUNMERE, TEXAS\nCity Attorney's Office\n\nNovember 16, 2026\n\nRe: Request W104455-110226\n\nDear Ms. Peverell:\n\nThe City received your request on November 2, 2026. We will not ask the Attorney General for a decision.\n\nSincerely,\n\nAssistant City Attorney\n", {"hasnt": "ruling-asked"}),
]  # fmt: skip

BODIES: list[tuple[str, dict[str, str | None]]] = [
    ("FAIRMARSH COUNTY PUBLIC SCHOOLS\nOffice of Communication\nVirginia\n\nNovember 9, 2026\n\n\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nFOIA Officer\n", {"body": "Fairmarsh County Public Schools"}),
    ("TOWN OF LINDENFORD\nDepartment of Public Works\n4 Main Street\n\nNovember 9, 2026\n\n\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nClerk\n", {"body": "Lindenford"}),
    ("UNIVERSITY OF WESTERMARK\nOffice of General Counsel\n\nNovember 9, 2026\n\n\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nCounsel\n", {"body": "University of Westermark"}),
    ("OFFICE OF THE ATTORNEY GENERAL\nSTATE OF ILLINOIS\nPublic Access Bureau\n\nNovember 9, 2026\n\nRE: FOIA Request for Review - 2026 PAC 90417\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nAAG\n", {"body": "Attorney General"}),
    ("From: City of Wexcombe Public Records <noreply@nextrequest.example.com>\nTo: records@harbor.example.org\nDate: Thu, 19 Nov 2026 08:14:00 -0800\nSubject: Request #26-3317 has been closed.\n\nHi there,\n\nRecord request #26-3317 has been closed. All responsive records have been released.\n\nView Request 26-3317\n", {"body": "City of Wexcombe"}),
    ("From: Port of Larkmoor Records Center <larkmoor@govqa.example.us>\nTo: records@harbor.example.org\nDate: Thu, 19 Nov 2026 08:14:00 -0800\nSubject: Request P001122-111926\n\nHello,\n\nYour request was received and given the reference number P001122-111926.\n", {"body": "Port of Larkmoor"}),
]  # fmt: skip

NUMBERS: list[tuple[str, dict[str, str | None]]] = [
    ("OFFICE OF THE ATTORNEY GENERAL\nSTATE OF ILLINOIS\nPublic Access Bureau\n\nNovember 9, 2026\n\nRE: FOIA Request for Review - 2026 PAC 90417\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nAAG\n", {"number": "2026 PAC 90417"}),
    ("CITY OF SEAGROVE\nRecords\n\nNovember 9, 2026\n\nRE: PDR 26-0418, installment 3\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nOfficer\n", {"number": "PDR 26-0418"}),
    ("CITY OF SEAGROVE\nRecords\n\nNovember 9, 2026\n\nRE: ORR 2026-118 (body camera video)\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nOfficer\n", {"number": "ORR 2026-118"}),
    ("CITY OF SEAGROVE\nRecords\n\nNovember 9, 2026\n\nRe: PIR 26-1180\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nOfficer\n", {"number": "PIR 26-1180"}),
    ("CITY OF SEAGROVE\nRecords\n\nNovember 9, 2026\n\nRE: Request number 26-88 / Building permits of 2021-2024\n\nDear Requester:\n\nWe received your request on November 2, 2026 and will answer it soon.\n\nOfficer\n", {"number": "26-88"}),
]  # fmt: skip

PLEAS: list[tuple[str, dict[str, str | None]]] = [
    ("You asked that your request be handled ahead of others. You meet the standard for this, and we have so marked it.", {"has": "expedite_granted"}),
    ("You asked that your request be handled ahead of others. We find that you qualify, and your request has been moved up.", {"has": "expedite_granted"}),
    ("You asked that your request be handled ahead of others. You do not meet the standard for this, and it stays in its place in the line.", {"has": "expedite_denied"}),
    ("You asked that your request be handled ahead of others. We see no urgency here and must decline.", {"has": "expedite_denied"}),
    ("Having weighed your certification, we conclude that it falls short of what expedition demands.", {"has": "expedite_denied"}),
    ("You asked that your request be handled ahead of others. Nothing in your letter shows an imminent threat to life; your request will therefore be taken up in the order received.", {"has": "expedite_denied"}),
    ("You also asked that fees be waived. We will not charge you.", {"has": "fee_waiver_granted"}),
    ("You also asked that fees be waived. Your reasons persuade us, and we shall bear the cost ourselves.", {"has": "fee_waiver_granted"}),
    ("You also asked that fees be waived. We looked at this against our criteria and found that you are a commercial requester; we therefore cannot do without the fees.", {"has": "fee_waiver_denied"}),
    ("Fee waiver: DENIED.", {"has": "fee_waiver_denied"}),
    ("You also asked that fees be waived. This we cannot do, as the request serves a private interest.", {"has": "fee_waiver_denied"}),
    ("You also asked that fees be waived. We will decide on this when the records have been found.", {"hasnt": "expedite_granted,expedite_denied,fee_waiver_granted,fee_waiver_denied"}),
    ("A fee waiver may be granted if you show six factors.", {"hasnt": "expedite_granted,expedite_denied,fee_waiver_granted,fee_waiver_denied"}),
    ("You asked that your request be handled ahead of others. We have not yet decided on this.", {"hasnt": "expedite_granted,expedite_denied,fee_waiver_granted,fee_waiver_denied"}),
    ("To qualify for expedition you must show a compelling need.", {"hasnt": "expedite_granted,expedite_denied,fee_waiver_granted,fee_waiver_denied"}),
    ("If you meet the standard you will be told.", {"hasnt": "expedite_granted,expedite_denied,fee_waiver_granted,fee_waiver_denied"}),
    ("You asked for expedited processing and a fee waiver. A decision on both will follow.", {"hasnt": "expedite_granted,expedite_denied,fee_waiver_granted,fee_waiver_denied"}),
]  # fmt: skip

PARTS: list[tuple[str, dict[str, str | None]]] = [
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. A further 12 pages contain information of the Department of the Treasury. We have sent them there for consultation and will tell you our decision about them once we have its answer.", {"has": "interim-release", "hasnt": "determined"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. Our decision on the remaining 12 pages will follow when consultation is complete.", {"has": "interim-release", "hasnt": "determined"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. You will hear from us about those pages once they have been reviewed.", {"has": "interim-release", "hasnt": "determined"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. We will respond to you about 12 more pages after we hear back from the Treasury.", {"has": "interim-release", "hasnt": "determined"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. Consultation on 12 pages is pending; we will inform you of our determination upon its completion.", {"has": "interim-release", "hasnt": "determined"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. If you appeal, we will tell you our decision when it is made.", {"has": "determined", "hasnt": "interim-release"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. The Department of the Treasury will respond directly to you about 12 pages.", {"has": "determined", "hasnt": "interim-release"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. This is our final response. If you have questions we will answer them.", {"has": "determined", "hasnt": "interim-release"}),
    ("At this time we are releasing 37 pages, on some of which we took out names under Exemption 6. We will send you a receipt once your payment has been processed.", {"has": "determined", "hasnt": "interim-release"}),
    ("Your request was received on November 2, 2026 and is number 2026-ICFO-81234. We estimate that a first installment will be ready by December 18, 2026.", {"hasnt": "interim-release"}),
    ("Your request was received on November 2, 2026 and is number 2026-ICFO-81234. The agency expects to send the first release by December 18, 2026.", {"hasnt": "interim-release"}),
    ("Your request was received on November 2, 2026 and is number 2026-ICFO-81234. We anticipate that the initial production will take place by December 18, 2026.", {"hasnt": "interim-release"}),
    ("All records that you asked for are attached. Nothing has been redacted. As these are sent by e-mail no fee is due; a paper copy would be $6.25.", {"has": "determined", "hasnt": "fee-asked"}),
    ("The records are enclosed in full. No fees are charged, since they come to less than $25.00.", {"has": "determined", "hasnt": "fee-asked"}),
    ("We found no responsive records. No payment is required.", {"has": "no_records", "hasnt": "fee-asked"}),
    ("The fee is $60.00. No records will be sent before payment is made; please pay by December 9, 2026.", {"has": "fee-asked"}),
    ("We uphold the use of Exemption 5. We do not uphold the search; on this point your request goes back to the Office of Civil Rights, which will search and answer you directly. Your appeal is thus decided.", {"has": "appeal_remanded"}),
    ("The exemptions that apply are marked:\n\n[ ] (b)(3)   [ ] (b)(4)   [X] (b)(6)\n[ ] (b)(7)(A)   [X] (b)(7)(C)\n\nCBP has processed 18 pages; all 18 are released in part.", {"released_part": "18"}),
]  # fmt: skip


@each(
    ("text", "want"),
    [
        row
        for rows in (
            OFFERED,
            BY_WHEN,
            SENT_ON,
            COUNTED,
            RECEIVED,
            ACKNOWLEDGED,
            ESTIMATED,
            RULING,
            BODIES,
            NUMBERS,
            PLEAS,
            PARTS,
        )
        for row in rows
    ],
)
def test_a_letter_says(text: str, want: dict[str, str | None]) -> None:
    got = said(text)

    assert {
        name: got.get(name, got["does"]) for name in want if not _holds(got, name, want[name])
    } == {}


def test_of_boxes_in_a_row_those_that_are_ticked_are_claimed() -> None:
    row = "The exemptions that apply are marked:\n\n[ ] (b)(3)   [ ] (b)(4)   [X] (b)(6)\n[ ] (b)(7)(A)   [X] (b)(7)(C)\n\nAll 18 pages are released in part."
    unused = (
        "Exemption 5 protects memoranda; we did not use it. We redacted names under Exemption 6."
    )

    assert [one.value for one in read_letter(_LETTER.format(row)).exemptions] == [
        "(b)(6)",
        "(b)(7)(C)",
    ]
    assert [one.value for one in read_letter(_LETTER.format(unused)).exemptions] == ["(b)(6)"]
