"""Whole letters in a few sentences: what each asks by when, decides, leaves open, takes back."""

from __future__ import annotations

from typing import Any

from bot.correspondence.effects import effects
from bot.correspondence.reader import read_letter
from tests.support.cases import each

_HEAD = """U.S. Customs and Border Protection

November 23, 2026

Re: CBP-FO-2027-000123

Dear Requester:

"""
CLARIFY, FEE, STILL, DECIDED = "clarification-asked", "fee-asked", "still-interested", "determined"


def told(body: str) -> dict[str, dict[str, Any]]:
    letter = read_letter(f"{_HEAD}{body}\n\nSincerely,\n\nFOIA Officer\n")
    return {one.kind.value: dict(one.values) for one in effects(letter)}


_LETTERS: tuple[tuple[str, dict[str, dict[str, Any]]], ...] = (
    # each thing asked has its own day
    ("Please clarify your request by December 21, 2026, or it will be administratively closed.\n\nThe estimated fee for processing your request is $312.50. Please agree in writing to pay this fee by December 14, 2026.",
     {CLARIFY: {"due": "2026-12-21"}, FEE: {"due": "2026-12-14", "amount": "312.50"}}),
    ("The estimated fee for processing your request is $312.50. Please agree in writing to pay this fee by December 14, 2026.\n\nPlease clarify your request by December 21, 2026, or it will be administratively closed.",
     {CLARIFY: {"due": "2026-12-21"}, FEE: {"due": "2026-12-14", "amount": "312.50"}}),
    ("We need to know which field offices you mean. If we do not hear from you by December 21, 2026, your request will be closed. We also estimate fees of $90.00; payment must reach us by December 14, 2026, failing which the request will be closed.",
     {CLARIFY: {"due": "2026-12-21"}, FEE: {"due": "2026-12-14", "amount": "90"}}),
    ("Your request does not reasonably describe the records. Kindly tell us the date range by December 14, 2026. The fees come to $120. If you do not remit payment by December 21, 2026 we will consider the request withdrawn.",
     {CLARIFY: {"due": "2026-12-14"}, FEE: {"due": "2026-12-21", "amount": "120"}}),
    ("Are you still interested in this request? Unless you tell us so by December 14, 2026, it will be closed. In addition, the fee of $45.00 is due by December 21, 2026.",
     {STILL: {"due": "2026-12-14"}, FEE: {"due": "2026-12-21", "amount": "45"}}),
    ("Please confirm by December 21, 2026 that you remain interested in the records; otherwise we will close the file. Please also clarify by December 14, 2026 which calendar years you want.",
     {STILL: {"due": "2026-12-21"}, CLARIFY: {"due": "2026-12-14"}}),
    ("A deposit of $250.00 is required and must be received no later than December 21, 2026. Please also clarify, no later than December 14, 2026, whether you seek e-mail attachments.",
     {FEE: {"due": "2026-12-21", "amount": "250"}, CLARIFY: {"due": "2026-12-14"}}),
    ("(1) Please specify by December 14, 2026 the units that you mean. (2) Please agree by December 21, 2026 to pay $310. If we receive no answer, we will close your request.",
     {CLARIFY: {"due": "2026-12-14"}, FEE: {"due": "2026-12-21", "amount": "310"}}),
    ("Please clarify your request and agree to pay the estimated fee of $80.00 by December 14, 2026, or your request will be closed.",
     {CLARIFY: {"due": "2026-12-14"}, FEE: {"due": "2026-12-14", "amount": "80"}}),
    ("The estimated fee is $80.00. Please clarify which records you want. If we do not hear from you by December 14, 2026, we will close your request.",
     {CLARIFY: {"due": "2026-12-14"}, FEE: {"due": "2026-12-14", "amount": "80"}}),
    ("We estimate that the fee will be $1,204.00 and need your written agreement within 10 calendar days of this letter. We also ask that you narrow your request to named custodians within 30 calendar days of this letter; if you do not, it will be closed.",
     {FEE: {"due": "2026-12-03", "amount": "1204"}, CLARIFY: {"due": "2026-12-23"}}),
    ("We denied your request for a fee waiver. You may appeal by February 21, 2027. Please agree to pay $66 by December 14, 2026 or we will close the request.",
     {"fee-waiver-denied": {"appeal-by": "2027-02-21"}, FEE: {"due": "2026-12-14", "amount": "66"}}),
    ("Before we can search we need you to identify the employees whose messages you want. Send us that by December 18, 2026; if you do not, your request will be withdrawn. Processing fees are estimated at $415.00, and your written commitment to pay them must arrive on or before December 9, 2026.",
     {CLARIFY: {"due": "2026-12-18"}, FEE: {"due": "2026-12-09", "amount": "415"}}),
    ("An advance payment of $300 is due December 9, 2026. By December 18, 2026, we also need a narrower date range from you, or the matter will be closed.",
     {FEE: {"due": "2026-12-09", "amount": "300"}, CLARIFY: {"due": "2026-12-18"}}),
    ("Kindly let us know no later than December 9, 2026 if you are still interested in these records. We will otherwise close the request. Should you still want them, the duplication fee of $25.00 must be paid by December 18, 2026.",
     {STILL: {"due": "2026-12-09"}, FEE: {"due": "2026-12-18", "amount": "25"}}),
    ("Your request is overly broad. Please narrow it by December 18, 2026. Separately, our invoice for $64.50 must be paid by December 9, 2026.",
     {CLARIFY: {"due": "2026-12-18"}, FEE: {"due": "2026-12-09", "amount": "64.50"}}),
    ("You must (a) confirm in writing, by December 9, 2026, that you will pay $98, and (b) describe the contracts that you seek, by December 18, 2026. Failing either, we will close the request.",
     {FEE: {"due": "2026-12-09", "amount": "98"}, CLARIFY: {"due": "2026-12-18"}}),
    ("If we do not receive $500.00 by December 18, 2026, your request will be closed. If we do not receive a clearer description by December 9, 2026, it will likewise be closed.",
     {FEE: {"due": "2026-12-18", "amount": "500"}, CLARIFY: {"due": "2026-12-09"}}),
    ('Pay the fee of $30 by December 9, 2026. Tell us by December 18, 2026 what you mean by "all correspondence".',
     {FEE: {"due": "2026-12-09", "amount": "30"}, CLARIFY: {"due": "2026-12-18"}}),
    ("Your fee waiver is denied; an appeal must be filed by January 22, 2027. We estimate $140 in fees and ask for your agreement by December 9, 2026. Please also specify the offices to be searched by December 18, 2026 or your request will be closed.",
     {"fee-waiver-denied": {"appeal-by": "2027-01-22"}, FEE: {"due": "2026-12-09", "amount": "140"}, CLARIFY: {"due": "2026-12-18"}}),
    ("We withheld 14 pages under Exemption 5 and released 30 in full. A balance of $18.00 is due by December 9, 2026. You may appeal until February 21, 2027.",
     {DECIDED: {"appeal-by": "2027-02-21"}, FEE: {"due": "2026-12-09", "amount": "18"}}),
    # conditions and denials decide nothing
    ("Nothing in this letter is a denial of your request. Please tell us which months you mean. If we do not hear from you by December 21, 2026, we will close your request.",
     {CLARIFY: {"due": "2026-12-21"}}),
    ("This is not a final determination, and nothing in this letter is a denial of your request. If we deny your request, you may appeal within 90 days. Please tell us which months you mean. If we do not hear from you by December 21, 2026, we will close your request.",
     {CLARIFY: {"due": "2026-12-21"}}),
    ("Should we deny any part of your request, you will be able to appeal. Please tell us which months you mean by December 21, 2026 or your request will be closed.",
     {CLARIFY: {"due": "2026-12-21"}}),
    ("This letter does not constitute a denial. If any records are withheld, you will be told of your right to appeal within 90 days. The estimated fee is $40. Please agree to it by December 14, 2026.",
     {FEE: {"due": "2026-12-14"}}),
    ('We have made no determination on your request yet. Once a determination is made you may appeal it. Please clarify the term "drones" by December 21, 2026; otherwise the request will be closed.',
     {CLARIFY: {"due": "2026-12-21"}}),
    ("In the event that your request is denied in whole or in part, appeal rights will be given. Please clarify your request by December 21, 2026.",
     {CLARIFY: {"due": "2026-12-21"}}),
    ("Your request has not been denied. We received it on November 16, 2026 and are searching.",
     {"acknowledged": {"received": "2026-11-16"}}),
    ("We acknowledge your request, received November 16, 2026. We may withhold records under Exemption 5 if they are deliberative.",
     {"acknowledged": {"received": "2026-11-16"}}),
    ("This is an interim status letter and is not an adverse determination. We received your request on November 16, 2026.",
     {"acknowledged": {"received": "2026-11-16"}}),
    ("Please do not take this letter as a refusal of your request. We need you to name the airports by December 21, 2026; otherwise we will close the request.",
     {CLARIFY: {"due": "2026-12-21"}}),
    ('We are not refusing your request. We ask only that you spell out the acronym "BSO" by December 18, 2026, failing which we will close it.',
     {CLARIFY: {"due": "2026-12-18"}}),
    ("No adverse determination has been made. When we make one, you may appeal within 90 days. Please clarify the time frame by December 18, 2026 or the request will be closed.",
     {CLARIFY: {"due": "2026-12-18"}}),
    ("You will have the right to appeal if we decide to withhold anything. We received the request on November 17, 2026 and assigned it number CBP-FO-2027-000123.",
     {"acknowledged": {"received": "2026-11-17"}}),
    ("Because we have not denied your request, there is nothing yet to appeal. Your request was received on November 17, 2026.",
     {"acknowledged": {"received": "2026-11-17"}}),
    ("To the extent that records are denied, our final letter will explain why. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {"received": "2026-11-17"}}),
    ("Whether any part will be withheld under Exemption 7(E) is still being reviewed. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {"received": "2026-11-17"}}),
    ("This notice should not be construed as a denial. Please tell us which ports of entry you mean. Absent a reply by December 18, 2026 the request will be closed.",
     {CLARIFY: {"due": "2026-12-18"}}),
    ("Nothing herein denies you any record. We are asking that you agree to fees of $77.00 by December 9, 2026; otherwise the request is closed.",
     {FEE: {"due": "2026-12-09", "amount": "77"}}),
    # an appeal's number and receipt are its own
    ("We received your appeal of the denial of expedited processing on November 16, 2026. It has been assigned number CBP-AP-2027-00009. Please clarify your request by December 21, 2026, or it will be administratively closed.",
     {"appeal-acknowledged": {"received": "2026-11-16", "number": "CBP-AP-2027-00009"}, CLARIFY: {"due": "2026-12-21"}}),
    ("We received your appeal of the denial of expedited processing on November 16, 2026. It has been assigned number CBP-AP-2027-00009. The estimated fee for your request is $312.50. Please agree to pay it by December 14, 2026.",
     {"appeal-acknowledged": {"received": "2026-11-16", "number": "CBP-AP-2027-00009"}, FEE: {"due": "2026-12-14", "amount": "312.50"}}),
    ("This acknowledges your administrative appeal, which reached us on November 16, 2026 and bears number 2027-APP-0044. As to the request itself, please tell us which ports you mean by December 21, 2026 or it will be closed.",
     {"appeal-acknowledged": {"received": "2026-11-16", "number": "2027-APP-0044"}, CLARIFY: {"due": "2026-12-21"}}),
    ("Your appeal was received on November 16, 2026 and assigned number A-2027-00112.",
     {"appeal-acknowledged": {"received": "2026-11-16", "number": "A-2027-00112"}}),
    ("Your appeal has been docketed as number A-2027-00114. We are still processing your request and need payment of $50 by December 14, 2026 to go on.",
     {"appeal-acknowledged": {"number": "A-2027-00114"}, FEE: {"due": "2026-12-14"}}),
    ("Your administrative appeal arrived on November 17, 2026 and is number CBP-AP-2027-00031. The underlying request remains open; please pay the $85.00 deposit by December 9, 2026 or it will be closed.",
     {"appeal-acknowledged": {"received": "2026-11-17", "number": "CBP-AP-2027-00031"}, FEE: {"due": "2026-12-09", "amount": "85"}}),
    ("On November 17, 2026 this office received your appeal. The appeal number is A-2027-00345. It concerns your request CBP-FO-2027-000123.",
     {"appeal-acknowledged": {"received": "2026-11-17", "number": "A-2027-00345"}}),
    # a referral stands beside a decision
    ("We located 120 pages. 16 pages are released in full and 104 pages are withheld in full under Exemption 5. We have referred 17 pages to U.S. Immigration and Customs Enforcement for direct response to you.",
     {DECIDED: {"disposition": "partial-grant"}, "referred": {"agency": "ICE"}}),
    ("We are withholding 12 pages in full pursuant to Exemption 7(E). Twelve further pages originated with the Federal Bureau of Investigation and were referred to it for processing and direct response to you.",
     {DECIDED: {}, "referred": {}}),
    ("Enclosed are 40 pages with redactions under Exemption 6. In addition, 9 pages have been transferred to USCIS, which will respond to you directly. You may appeal within 90 days.",
     {DECIDED: {"disposition": "partial-grant", "appeal-days": 90}, "referred": {"agency": "USCIS"}}),
    ("We release 30 pages in full. Eight pages were sent to the Department of State, which will answer you itself.",
     {DECIDED: {"disposition": "full-grant"}, "referred": {}}),
    ("Your request is denied in full under Exemption 7(A). You may contact the FOIA Public Liaison, or refer questions to OGIS. You may appeal within 90 days.",
     {DECIDED: {"disposition": "full-denial", "appeal-days": 90}}),
    ("We release 30 pages in part under Exemption 6. Please contact the Office of Government Information Services for mediation. You may appeal within 90 days.",
     {DECIDED: {"disposition": "partial-grant"}}),
    ("We release 60 pages in part under Exemptions 6 and 7(C). Five pages that originated with the Drug Enforcement Administration have been forwarded to that agency, which will reply to you directly.",
     {DECIDED: {}, "referred": {}}),
    ("Your request is granted in full: 22 pages are enclosed. Separately we are referring 3 documents to the Department of State for direct reply.",
     {DECIDED: {}, "referred": {}}),
    ("All 50 pages are withheld in full under Exemption 7(A). We also transferred 6 records to ICE for its determination and direct response.",
     {DECIDED: {"disposition": "full-denial"}, "referred": {"agency": "ICE"}}),
    ("We release 11 pages in full. For records of the FBI please send a request to the FBI.",
     {DECIDED: {}}),
    # working days are carried as such
    ("We are denying your request in full under Exemption 7(A). You may appeal this determination within 90 working days of the date of this letter.",
     {DECIDED: {"disposition": "full-denial", "appeal-working-days": 90}}),
    ("We deny your request. An appeal must be received within thirty (30) business days after the date of this letter.",
     {DECIDED: {"disposition": "full-denial", "appeal-working-days": 30}}),
    ("Your request is denied under Exemption 5. You have ninety (90) business days from the date of this letter to appeal.",
     {DECIDED: {"appeal-working-days": 90}}),
    # what is left open is no outcome
    ("As to expedited processing, we have neither granted nor denied it and continue to search. We received your request on November 16, 2026.",
     {"acknowledged": {}}),
    ("Your request for a fee waiver is neither granted nor denied at this time. We received your request on November 16, 2026.",
     {"acknowledged": {}}),
    ("We have not yet decided whether to grant expedited processing. We received your request on November 16, 2026.",
     {"acknowledged": {}}),
    ("A decision on your request for expedited processing is deferred. We received your request on November 16, 2026.",
     {"acknowledged": {}}),
    ("We will decide on your fee waiver request later. We received your request on November 16, 2026.",
     {"acknowledged": {}}),
    ("We have reached no decision on your request for expedited treatment. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {}}),
    ("Your fee waiver request is under consideration; we will tell you the result. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {}}),
    ("The question of a fee waiver is held in abeyance. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {}}),
    ("We take no position at this time on expedited processing and neither approve nor deny it. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {}}),
    ("We will rule on your request for expedited processing within ten days. We acknowledge receipt of your request on November 17, 2026.",
     {"acknowledged": {}}),
    # pay first is no denial
    ("We cannot process your request until you pay $312.50 by December 14, 2026.",
     {FEE: {"due": "2026-12-14", "amount": "312.50"}}),
    ("We are unable to proceed with your request unless we receive payment of $312.50 by December 14, 2026.",
     {FEE: {"due": "2026-12-14", "amount": "312.50"}}),
    ("This office cannot complete your request until the fee of $40.00 is paid. Payment is due December 14, 2026.",
     {FEE: {"due": "2026-12-14", "amount": "40"}}),
    ("We will not process your request until you have paid the outstanding balance of $75.00. Please pay by December 14, 2026.",
     {FEE: {"due": "2026-12-14", "amount": "75"}}),
    ("No records can be released until the fee of $22.00 has been received, which must be by December 14, 2026.",
     {FEE: {"due": "2026-12-14", "amount": "22"}}),
    ("Until the outstanding invoice of $54.00 is paid, we are unable to process this or any request from you. Please pay by December 9, 2026.",
     {FEE: {"due": "2026-12-09", "amount": "54"}}),
    ("Processing cannot begin before you have paid an advance of $260. Please send it by December 9, 2026.",
     {FEE: {"due": "2026-12-09", "amount": "260"}}),
    ("We can't release the records unless you first pay $19.00, which we must have by December 9, 2026.",
     {FEE: {"due": "2026-12-09", "amount": "19"}}),
    # an earlier letter taken back
    ("We are withdrawing our letter of November 20, 2026, which denied your request, and have reopened it.",
     {"note": {}}),
    ("Our denial of November 20, 2026 is hereby rescinded and your request is being processed again.",
     {"note": {}}),
    ("Please disregard our letter of November 20, 2026, in which your request was denied. It was sent in error.",
     {"note": {}}),
    ("We have vacated our determination of November 20, 2026, which withheld all records in full under Exemption 7(A), and will issue a new one.",
     {"note": {}}),
    ("The denial dated November 20, 2026 was issued in error and is withdrawn.",
     {"note": {}}),
    ("This office hereby retracts its response of November 19, 2026, in which we denied your request in full, and will process it anew.",
     {"note": {}}),
    ("We rescind the full denial of November 19, 2026 and are searching again.",
     {"note": {}}),
)  # fmt: skip


@each(("body", "expected"), _LETTERS)
def test_a_letter_does_what_its_sentences_do_and_nothing_else(
    body: str, expected: dict[str, dict[str, Any]]
) -> None:
    found = told(body)

    assert found.keys() == expected.keys()
    for kind, values in expected.items():
        assert {name: str(found[kind].get(name)) for name in values} == {
            name: str(value) for name, value in values.items()
        }
