"""Letters of our own making with the words that agencies use, and what each does and says.

(name, expected types, other expectations, text). Persons and numbers are invented.
"""

from __future__ import annotations

from typing import Any

Sample = tuple[str, set[str], dict[str, Any], str]

SAMPLES: tuple[Sample, ...] = (
    ("ice-acknowledgment", {"acknowledgment", "extension", "expedite_denied", "fee_waiver_denied"},
     {"letter_date": "2023-11-28", "received": "2023-11-13", "numbers": ["2024-ICFO-00501"], "known": "ICE", "extension_days": 10, "appeal_days": 90},
     """U.S. Department of Homeland Security
500 12th St SW, Stop 5009
Washington, DC 20536

U.S. Immigration and Customs Enforcement

November 28, 2023

Jordan Example
Example Legal Center
12 Sample Street
Portland, OR 97201

RE: ICE FOIA Case Number 2024-ICFO-00501

Dear Mx. Example:

This acknowledges receipt of your Freedom of Information Act (FOIA) request to U.S. Immigration and Customs
Enforcement (ICE), dated November 10, 2023, seeking all records concerning the data breach of November 2022.
Your request was received in this office on November 13, 2023.

Due to the increasing number of FOIA requests received by this office, we may encounter some delay in
processing your request. Per Section 5.5(a) of the DHS FOIA regulations, 6 C.F.R. Part 5, ICE processes FOIA
requests according to their order of receipt. Although ICE's goal is to respond within 20 business days of
receipt of your request, the FOIA does permit a 10-day extension of this time period. As your request seeks
numerous documents that will necessitate a thorough and wide-ranging search, ICE will invoke a 10-day
extension for your request, as allowed by Title 5 U.S.C. 552(a)(6)(B).

Your request for expedited treatment is hereby denied. You have not demonstrated a compelling need.

ICE evaluates fee waiver requests under the legal standard set forth above and applies the fee waiver policy
guidance. I have determined that your fee waiver request is denied because you have failed to satisfy each of
the required factors. We shall charge you for records in accordance with the DHS Interim FOIA regulations. We
will construe the submission of your request as an agreement to pay up to $25.00.

If you deem the decision to deny expedited treatment or the fee waiver an adverse determination, you may
exercise your appeal rights. Should you wish to do so, you must send your appeal within 90 days of the date of
this letter to: U.S. Immigration and Customs Enforcement, Office of the Principal Legal Advisor.

ICE has queried the appropriate component for responsive records. If any are located, they will be reviewed
for determination of releasability.

Sincerely,

Pat Sample
FOIA Officer
"""),
    ("eoir-acknowledgment", {"acknowledgment", "extension"},
     {"letter_date": "2024-02-05", "received": "2024-01-29", "numbers": ["2024-03407"], "known": "EOIR", "extension_days": 10},
     """U.S. Department of Justice
Executive Office for Immigration Review
Office of the General Counsel

5107 Leesburg Pike, Suite 2150
Falls Church, Virginia 22041
February 5, 2024

Re: EOIR FOIA Request 2024-03407

Dear Requester:

This letter acknowledges that the Executive Office for Immigration Review (EOIR) received your Freedom of
Information Act request on January 29, 2024. Your request has been assigned control number 2024-03407.

Your request involves "unusual circumstances," and EOIR is extending the time limit to respond to your request
by an additional 10 working days, 5 U.S.C. 552(a)(6)(B)(i)-(iii).

Please include the control number in any correspondence.

Sincerely,
FOIA Service Center
"""),
    ("cbp-automatic", {"acknowledgment"}, {"numbers": ["CBP-FO-2024-012345"], "known": "CBP"},
     """This is an automated notice to acknowledge receipt of your FOIA request to U.S. Customs and Border Protection.

The tracking number assigned to your request is CBP-FO-2024-012345. You may check the status of your request online.
"""),
    ("uscis-acknowledgment", {"acknowledgment"}, {"received": "2024-03-01", "numbers": ["NRC2024012345"], "known": "USCIS", "letter_date": "2024-03-04"},
     """U.S. Citizenship and Immigration Services
National Records Center
P.O. Box 648010
Lee's Summit, MO 64064-8010

March 4, 2024                                   NRC2024012345

Dear Jordan Example:

We received your request for information relating to agency guidance on March 1, 2024.

Your request is being handled under the provisions of the Freedom of Information Act (5 U.S.C. § 552). It has been
assigned the following control number: NRC2024012345. Please cite this number in any further inquiry about this request.

In accordance with Department of Homeland Security Regulations (6 CFR 5.3(c)), your request is deemed to constitute an
agreement to pay any fees that may be chargeable up to $25.00. We will respond to your request as soon as possible.
"""),
    ("oip-appeal-acknowledged", {"appeal_acknowledgment"}, {"letter_date": "2024-04-12", "received": "2024-04-10"},
     """U.S. Department of Justice
Office of Information Policy
Sixth Floor
441 G Street, NW
Washington, DC 20530-0001

April 12, 2024

Dear Jordan Example:

This is to advise you that the Office of Information Policy (OIP) of the U.S. Department of Justice received your
administrative appeal from the action of the Federal Bureau of Investigation regarding Request No. 1612345-000 on
04/10/2024.

In an attempt to afford each appellant equal and impartial treatment, OIP has adopted a general practice of assigning
appeals in the approximate order of receipt. Your appeal has been assigned number A-2024-01234. Please refer to this
number in any future communication with OIP regarding this matter. Please note that if you provide an email address or
another electronic means of communication with your request or appeal, this Office may respond to you electronically.

We will notify you of the decision on your appeal as soon as we can.

Sincerely,
Administrative Appeals Staff
"""),
    ("oip-affirmed", {"appeal_affirmed"}, {"letter_date": "2024-07-30"},
     """U.S. Department of Justice
Office of Information Policy
Washington, DC 20530-0001

July 30, 2024

Re: Appeal No. A-2024-01234
    Request No. 1612345-000

VIA: Online Portal

Dear Jordan Example:

You appealed from the action of the Federal Bureau of Investigation on your Freedom of Information Act request for
access to records concerning a data system. I note that your appeal concerns the FBI's withholdings.

After carefully considering your appeal, I am affirming the FBI's action on your request. The FBI properly withheld
certain information because it is protected from disclosure under the FOIA pursuant to 5 U.S.C. § 552(b)(7)(E).

If you are dissatisfied with my action on your appeal, the FOIA permits you to file a lawsuit in federal district court
in accordance with 5 U.S.C. § 552(a)(4)(B).
"""),
    ("oip-remanded", {"appeal_remanded"}, {"letter_date": "2024-08-02", "numbers": ["A-2024-02222"]},
     """U.S. Department of Justice
Office of Information Policy

August 2, 2024

Re: Appeal No. A-2024-02222

Dear Jordan Example:

You appealed from the action of the Executive Office for Immigration Review on your FOIA request.

After carefully considering your appeal, and as a result of discussions between EOIR personnel and this Office, I am
remanding your request to EOIR for a further search for responsive records. If EOIR locates releasable records, it will
send them to you directly, subject to any applicable fees.

This Office has forwarded a copy of your administrative appeal letter to EOIR. You should contact EOIR's Requester
Service Center if you have any questions. If you are dissatisfied with any final adverse determination made by EOIR, you
may appeal again to this Office.
"""),
    ("oip-partly", {"appeal_affirmed", "appeal_remanded"}, {},
     """Re: Appeal No. A-2024-03333

Dear Jordan Example:

After carefully considering your appeal, I am affirming, on partly modified grounds, the action of the component on your
request and am remanding your request in part for further processing of certain responsive records.
"""),
    ("ice-appeal-reversed", {"appeal_reversed"}, {"numbers": ["2024-ICAP-00154"]},
     """RE: 2024-ICAP-00154

Dear Counsel:

This is in response to your letter appealing the decision of the ICE FOIA Office. Upon a complete review of the
administrative record, your appeal is granted. ICE has determined that the fee determination was made in error.
"""),
    ("state-still-interested", {"still_interested"}, {"reply_days": 30, "reply_unit": "working", "numbers": ["F-2019-01234"]},
     """United States Department of State
Washington, D.C. 20520

May 6, 2024

Case No. F-2019-01234

Dear Requester:

We refer to your Freedom of Information Act request received on March 4, 2019. The Department has a backlog of
requests. We are writing to inquire whether you are still interested in pursuing this case. If we do not hear from you
within 30 working days of the date of this letter, we will administratively close your request.
"""),
    ("cia-glomar", {"glomar"}, {"letter_date": "2024-01-09", "numbers": ["F-2023-00987"], "known": "CIA", "exemptions": ["(b)(1)", "(b)(3)"], "appeal_days": 90},
     """Central Intelligence Agency
Washington, D.C. 20505

9 January 2024

Reference: F-2023-00987

Dear Jordan Example:

This is a final response to your 2 August 2023 Freedom of Information Act (FOIA) request for records on a program. In
accordance with section 3.6(a) of Executive Order 13526, the CIA can neither confirm nor deny the existence or
nonexistence of records responsive to your request. The fact of the existence or nonexistence of such records is itself
currently and properly classified and relates to CIA intelligence sources and methods information that is protected
from disclosure under FOIA exemptions (b)(1) and (b)(3). Therefore, your request is denied.

You may appeal this response to the Agency Release Panel, in my care, within 90 days from the date of this letter.
"""),
    ("fbi-no-records", {"no_records"}, {"letter_date": "2024-02-20", "numbers": ["1598765-000"], "known": "FBI", "appeal_days": 90},
     """U.S. Department of Justice
Federal Bureau of Investigation
Washington, D.C. 20535

February 20, 2024

MX. JORDAN EXAMPLE
12 SAMPLE STREET
PORTLAND, OR 97201

FOIPA Request No.: 1598765-000
Subject: Data Sharing Agreement

Dear Mx. Example:

This is in response to your Freedom of Information/Privacy Acts (FOIPA) request. Based on the information you provided,
we conducted a search of the places reasonably expected to have records. However, we were unable to identify records
responsive to your request. Therefore, your request is being closed.

Please refer to the enclosed FBI FOIPA Addendum for additional standard responses applicable to your request. If you are
not satisfied with the Federal Bureau of Investigation's determination in response to this request, you may
administratively appeal by writing to the Director, Office of Information Policy (OIP). Your appeal must be postmarked or
electronically transmitted within ninety (90) days of the date of this response to your request.

Sincerely,

A. Sample
Section Chief
Enclosure

FBI FOIPA Addendum
As referenced in our letter responding to your request, the FBI FOIPA Addendum provides information applicable to your
request. (i) 5 U.S.C. § 552(c). (ii) The FBI can neither confirm nor deny the existence of any subject's name on any
watch lists. Requests for Confidential Informant Records are denied under FOIA exemptions (b)(7)(D), (b)(7)(E), and (b)(7)(F).
EXPLANATION OF EXEMPTIONS
(b)(1) (A) specifically authorized under criteria established by an Executive order to be kept secret
(b)(2) related solely to the internal personnel rules and practices of an agency
"""),
    ("fbi-release", {"partial_denial"}, {"reviewed": 123, "exemptions": ["(b)(6)", "(b)(7)(C)", "(b)(7)(E)"]},
     """Federal Bureau of Investigation
Washington, D.C. 20535
March 11, 2024
FOIPA Request No.: 1598766-000

Dear Mx. Example:

The enclosed 98 pages of records were determined to be responsive to your subject and were previously processed and
released. Please see the selected paragraphs below. 123 pages were reviewed and 98 pages are being released with certain
information withheld pursuant to exemptions (b)(6), (b)(7)(C), and (b)(7)(E).
This is the final release of information responsive to your FOIPA request.
"""),
    ("fee-waiver-and-fee", {"fee_waiver_denied", "fee_estimate"}, {"fee": "812.50", "reply_days": 30, "reply_unit": "working"},
     """Re: FOIA Request No. 2024-HQFO-00777

Dear Requester:

You requested a public interest fee waiver. After review, we have determined that your request does not meet the criteria
for a fee waiver, and your request for a fee waiver is therefore denied.

We estimate that the cost to process your request will be $812.50, for 12 hours of search time at $61.00 per hour and
duplication. Because the estimate exceeds $250.00, an advance payment is required. If we do not receive your payment within
30 business days from the date of this letter, we will assume you are no longer interested and close your request.
"""),
    ("expedite-granted", {"acknowledgment", "expedite_granted", "fee_waiver_granted"}, {"numbers": ["FOIA-2024-00321"]},
     """Re: FOIA-2024-00321

Dear Mx. Example:

This is to acknowledge receipt of your Freedom of Information Act request, which was received in this Office on
January 8, 2024. You have requested expedited processing pursuant to the Department's standard. I have determined that
your request for expedited processing should be granted. Accordingly, your request has been assigned to the expedited
track. Your request for expedited processing has been granted. We have also decided to grant your request for a waiver of fees.
"""),
    ("too-broad", {"clarification"}, {"reply_days": 30, "numbers": ["2024-HQFO-00888"]},
     """Re: 2024-HQFO-00888

Dear Mx. Example:

This is in response to your FOIA request to the Department of Homeland Security, dated January 3, 2024. After careful review
of your FOIA request, we determined that your request is too broad in scope or did not specifically identify the records
which you are seeking. Records must be described in reasonably sufficient detail. Please resubmit your request containing a
reasonable description of the records you are seeking. This is not a denial of your request. If we do not hear from you
within 30 days from the date of this letter, we will assume you are no longer interested in this FOIA/PA request, and the
case will be administratively closed.
"""),
    ("interim", {"interim_release", "partial_denial"}, {"reviewed": 402, "full": 100, "part": 250, "withheld": 52},
     """RE: 2024-ICFO-00501
April 30, 2024

Dear Mx. Example:

This letter is the first interim response to your Freedom of Information Act (FOIA) request to U.S. Immigration and Customs
Enforcement (ICE). ICE has considered your request under the FOIA, 5 U.S.C. § 552.

For this production, ICE reviewed 402 pages of potentially responsive documents. Of those pages, 100 pages will be released in
full, 250 pages will be released in part, and 52 pages are withheld in full pursuant to FOIA Exemptions (b)(5), (b)(6), (b)(7)(C)
and (b)(7)(E). ICE continues to process the remaining records responsive to your request.
"""),
    ("referral-federal", {"referral"}, {"referred": "CBP"},
     """Re: 2024-HQFO-00999

Dear Mx. Example:

Due to the subject matter of your request, I am transferring this request to the FOIA Officer for U.S. Customs and Border
Protection (CBP), for processing under the FOIA and direct response to you. Your request has been transferred to CBP. If you
need to contact that office again about this matter, you may call.
"""),
    ("closure", {"administrative_closure"}, {"numbers": ["2023-ICFO-11111"]},
     """RE: ICE FOIA Case Number 2023-ICFO-11111

Dear Mx. Example:

On March 1, 2023, we wrote to you asking you to clarify your request. More than 30 days have passed and we have not received a
response from you. Accordingly, your request has been administratively closed.
"""),
    ("oregon-estimate", {"fee_estimate"}, {"fee": "245.00", "letter_date": "2024-05-14", "reply_days": 60},
     """Oregon State Police
Public Records Unit
3565 Trelstad Ave SE
Salem, OR 97317

May 14, 2024

RE: Public Records Request R003421-050124

Dear Jordan Example:

The Oregon State Police has completed its review of the scope of your request. The estimated cost to fulfil your request is
$245.00, which includes 5 hours of staff time at $49.00 per hour. Pursuant to ORS 192.324(4), payment is required before we
proceed. If payment is not received within 60 days of this notice, the request will be closed under ORS 192.329.
"""),
    ("nypd-denial", {"full_denial"}, {"appeal_days": 30, "numbers": ["FOIL-2023-056-12345"]},
     """New York City Police Department
Records Access Unit
FOIL-2023-056-12345

Dear Mx. Example:

This letter is in response to your request received by this office. Your request is denied pursuant to Public Officers Law
Section 87(2)(e)(i) as disclosure would interfere with an ongoing investigation. You may appeal this decision in writing
within thirty (30) days to the Records Access Appeals Officer.
"""),
    ("illinois-extension", {"extension"}, {"letter_date": "2024-03-12", "extension_days": 5},
     """City of Springfield
Office of the City Clerk
March 12, 2024

Re: FOIA request 24-118

Dear Requester:

The City received your FOIA request on March 5, 2024. Pursuant to 5 ILCS 140/3(e), the City is extending the time to respond by
an additional five (5) business days because the records are stored at other locations. We will respond by March 19, 2024.
"""),
    ("california-determination", {"partial_denial"}, {"letter_date": "2024-06-03"},
     """CITY OF FRESNO
CITY ATTORNEY'S OFFICE
June 3, 2024

Dear Mx. Example:

This responds to your California Public Records Act request dated May 20, 2024. The City has located responsive records,
which are attached. Portions have been redacted under Government Code section 7927.705 and the attorney-client privilege.
With this production, the City considers your request closed.
"""),
    ("no-records-state", {"no_records"}, {},
     """Good afternoon,

The Clark County Sheriff's Office does not have any records responsive to your request. We do not use that software.

Thank you,
Records Division
Clark County Sheriff's Office
"""),
    ("release-by-mail", {"final_release"}, {},
     """Good morning,

Attached are the records responsive to your request. This completes our response.

Best,
Records Unit
City of Example Police Department
"""),
    ("portal-documents", {"final_release"}, {"numbers": ["W012345-010124"]},
     """Dear Jordan Example:

The records you requested under reference number W012345-010124 are available. Please log in to the records center to download
the files.
"""),
    ("status", {"status_update"}, {},
     """Hello,

Your request is still being processed. We are working through a backlog and estimate that it will take six more months to complete.

Regards,
FOIA Office
"""),
    ("out-of-office", {"not_foia/other"}, {},
     """From: foia@agency.example
Subject: Automatic reply: FOIA request

I am out of the office until Monday, June 3, 2024 with no access to email. For urgent matters, contact the main FOIA line.
"""),
    ("bounce", {"not_foia/other"}, {},
     """From: Mail Delivery Subsystem <mailer-daemon@mail.example>
Subject: Delivery Status Notification (Failure)

Delivery to the following recipient failed permanently: foia@agency.example

----- Original message -----
Your request is denied under exemption (b)(5). You may appeal within 90 days.
"""),
    ("thread", {"acknowledgment"}, {"numbers": ["24-0456"]},
     """Good morning,

We have received your public records request and it has been assigned request number 24-0456.

Records Office
City of Example

From: Jordan Example <jordan@legal.example>
Sent: Monday, May 6, 2024 9:00 AM
To: records@city.example
Subject: Request

I request copies of all contracts. If you deny any part of this request, cite the exemption. Your request is denied.
"""),
    ("our-request", {"request"}, {"letter_date": "2023-11-10"},
     """November 10, 2023

FOIA Officer
U.S. Immigration and Customs Enforcement
500 12th St SW
Washington, DC 20536

RE: Freedom of Information Act Request; expedited processing and fee waiver requested

Dear FOIA Officer:

Example Legal Center submits this request under the Freedom of Information Act, 5 U.S.C. § 552. We request copies of all
records concerning the breach. We request expedited processing. If the request is denied in part, please justify each
withholding. We request a waiver of all fees.
"""),
    ("complaint", {"litigation_filing"}, {},
     """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF COLUMBIA

EXAMPLE LEGAL CENTER, Plaintiff,
v.
U.S. IMMIGRATION AND CUSTOMS ENFORCEMENT, Defendant.

Case 1:24-cv-00777 Document 1 Filed 03/18/24

COMPLAINT FOR INJUNCTIVE RELIEF
1. ICE denied plaintiff's request for expedited processing and extended its time to respond.
"""),
    ("letter-in-litigation", {"interim_release"}, {"letter_date": "2024-09-16"},
     """U.S. Department of Homeland Security
U.S. Immigration and Customs Enforcement

September 16, 2024

RE: Example Legal Center v. ICE, 24-cv-00777
    ICE FOIA Case Number 2024-ICLI-00012
    Second Interim Release

Dear Counsel:

This letter is the second interim release in response to your FOIA request. Enclosed are 210 pages of records, which are being
released in full. ICE will continue to produce the remaining records on a rolling basis.
"""),
    ("consultation-extension", {"extension"}, {},
     """Re: Request 24-777

Dear Mx. Example:

We are unable to respond to your request within the statutory twenty-day time limit due to the need to consult with another agency.
We therefore require an additional ten business days to respond, and expect to respond by April 4, 2024.
"""),
    ("closed-unpaid", {"administrative_closure"}, {},
     """Hello,

We never received payment for the estimate that we sent on February 1, 2024, so your request was closed. You are welcome to submit a new
request.

Records Division
"""),
    ("wrong-body", {"referral"}, {},
     """Good afternoon,

The Oregon Department of Justice is not the custodian of these records. Please direct your request to the Oregon State Police.

Public Records Coordinator
Oregon Department of Justice
"""),
    ("ogis", {"status_update", "acknowledgment"}, {"any": True},
     """Dear Mx. Example:

Thank you for your e-mail. Your request is currently in our queue, and we process requests in the order received. The estimated completion
date for your request is December 31, 2024.
"""),
    ("expedite-decision-only", {"expedite_denied"}, {"letter_date": "2024-01-18", "appeal_days": 90},
     """U.S. Department of Homeland Security
Washington, DC 20528

January 18, 2024

Re: 2024-HQFO-00556

Dear Mx. Example:

Your request for expedited processing of your FOIA request is under consideration by this letter. As it relates to your request, the
Department does not find that you have established a compelling need; therefore your request for expedited processing is denied. You may
appeal this determination within 90 working days of the date of this letter to the Privacy Office, Attn: FOIA Appeals.
"""),
    ("waiver-conditional", {"acknowledgment", "fee_waiver_granted"}, {"received": "2024-02-02"},
     """February 6, 2024

Dear Requester:

This office confirms receipt of your FOIA request, received on February 2, 2024 and assigned tracking number DOJ-2024-001548. Your request for a
fee waiver has been granted. We will process your request in the order of receipt.
"""),
    ("withheld-in-full", {"full_denial"}, {"withheld": 45, "exemptions": ["(b)(5)"], "appeal_days": 90},
     """Re: EPA-HQ-2024-007766

Dear Mx. Example:

We have completed our search for records responsive to your request. We located 45 pages of responsive records. All 45 pages are withheld in
their entirety pursuant to FOIA Exemption 5, the deliberative process privilege. You may appeal this determination within 90 calendar days.
"""),
    ("full-grant", {"final_release"}, {},
     """Re: BLM-2024-00633

Dear Mx. Example:

We are writing to respond to your FOIA request. Enclosed are 62 pages responsive to your request, which are being released to you in their
entirety. This completes our response to your request. There is no charge for processing your request.
"""),
)  # fmt: skip


# (name, expected types, text): short mails, as state and local bodies write them.
SHORT: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("clar1", "clarification", {}, "Hello Jordan,\n\nAre you looking for the contract with the vendor or the individual invoices? Once I know I can start the search.\n\nTina Sample\nCity Clerk, City of Alder"),
    ("clar2", "clarification", {}, "Good morning,\nIn order to process your request we need the dates of the incidents and the names of the officers involved. Without this information we are unable to search our system. Please provide this by June 14, 2024 or your request will be closed.\nRecords Division, Mesa County Sheriff's Office"),
    ("rel1", "final_release", {}, "Please see attached for your records request. Have a great day.\nSam Sample\nTown of Alder Police Department"),
    ("rel2", "final_release", {}, "The documents responsive to your request can be downloaded from the link below. The link expires in 14 days. We consider this request fulfilled."),
    ("rel3", "final_release", {}, "Attached please find our response to your OPRA request. The records are provided without redaction.\nCustodian of Records\nTownship of Alder"),
    ("fee1", "fee_estimate", {"fee": "95.50", "reply_days": 10}, "Your request has been reviewed. The cost of retrieval, 3 hours at $28.50 per hour plus 40 pages at $.25 per page, totals $95.50. Please mail a check payable to Alder County. If we do not receive payment within ten (10) business days your request will be considered withdrawn."),
    ("fee2", "fee_estimate", {"fee": "300.00"}, "A deposit of $150.00 is required before we begin. The total estimated cost is $300.00. Please remit by July 1, 2024."),
    ("ext1", "extension", {"numbers": ["24-311"], "letter_date": "2024-05-02"}, "RE: Public Records Request #24-311\nMay 2, 2024\nDear Requester:\nPursuant to Government Code section 7922.535(b), the Department requires an additional 14 days to make its determination. We expect to respond on or before May 16, 2024."),
    ("ext2", "extension", {"received": "2024-04-30"}, "Your request was received on April 30, 2024. Due to the volume of records, the response deadline is hereby extended to May 28, 2024."),
    ("deny1", "full_denial", {}, "We are unable to provide the records you requested because they are part of an open criminal investigation and are exempt under Section 552.108 of the Government Code."),
    ("deny2", "full_denial", {}, "Your request is rejected. Only citizens of the Commonwealth may make requests under the Act."),
    ("norec1", "no_records", {"appeal_days": 15}, "After a diligent search, no records responsive to your request were located. You may appeal to the Office of Open Records within 15 business days of the mailing date of this response."),
    ("norec2", "no_records", {}, "The Alder Police Department does not possess any documents that match your request."),
    ("part1", "partial_denial", {}, "Enclosed are the records. Social security numbers and dates of birth have been removed pursuant to NRS 239B.030. You may appeal this decision to the superior court."),
    ("int1", "interim_release", {}, "Attached is the first batch of records. We will send additional records as they are reviewed, with the next set expected by June 30, 2024."),
    ("close1", "administrative_closure", {}, "As we have not heard from you since our email of March 3, 2024, we are closing this request. You may submit a new one at any time."),
    ("ref1", "referral", {}, "These records are maintained by the Alder County Sheriff's Office. Please contact that office to request them."),
    ("ack1", "acknowledgment", {"numbers": ["P001234-051024"]}, "Thank you for your public records request. Your request has been received and is being processed. Your reference number is P001234-051024. You will receive a response within five business days."),
    ("ack2", "acknowledgment", {"received": "2024-05-10"}, "This is to inform you that your FOIL request was received by the Records Access Officer on 05/10/2024. A determination will be made within twenty (20) business days."),
    ("status1", "status_update", {}, "We are still working on your request and hope to have the records to you next week. Thank you for your patience."),
    ("still1", "still_interested", {"reply_days": 30}, "Please let us know within 30 calendar days whether you remain interested in this request. Absent a response we will close it."),
    ("glo", "glomar", {}, "The NSA cannot acknowledge the existence or non-existence of information responsive to your request."),
    ("exp", "expedite_denied", {"appeal_days": 90}, "You requested expedited processing. I have determined that your request does not warrant expedited treatment because you have not shown an urgency to inform the public. You may appeal within ninety days."),
    ("exp2", "expedite_granted", {}, "We have reviewed your request for expedited treatment and it is granted. Your request will be processed ahead of others."),
    ("fw", "fee_waiver_granted", {}, "We have decided to waive the fees associated with this request."),
    ("fw2", "fee_waiver_denied", {}, "After considering the six factors, we conclude that a fee waiver is not warranted in this instance."),
    ("appack", "appeal_acknowledgment", {"received": "2024-06-03"}, "Your appeal of the Department's response to FOIA request 2024-HQFO-00001 was received on June 3, 2024 and assigned number 2024-HQAP-00077."),
    ("apaff", "appeal_affirmed", {}, "After review of your appeal, the initial decision to withhold the records is affirmed. This is the agency's final decision."),
    ("apaff2", "appeal_affirmed", {}, "Re: FOIL Appeal. Upon review your appeal is denied for the reasons stated in the initial response."),
    ("aprem", "appeal_remanded", {}, "Your appeal is granted to the extent that the matter is remanded to the component for a new search."),
    ("court", "litigation_filing", {}, "IN THE CIRCUIT COURT OF COOK COUNTY, ILLINOIS\nCOUNTY DEPARTMENT, CHANCERY DIVISION\nJORDAN EXAMPLE, Plaintiff, v. CITY OF ALDER, Defendant. No. 24 CH 1234\nANSWER TO COMPLAINT"),
)  # fmt: skip
