"""Wording of public templates: forms with boxes, orders on appeal, closings, worn scans, rulings."""

from __future__ import annotations

from typing import Any

from bot.correspondence.effects import effects
from bot.correspondence.reader import Letter, read_letter
from bot.correspondence.source import plain

_FBI = """U.S. Department of Justice
Federal Bureau of Investigation

June 2, 2026

FOIPA Request No.: 1700311-000

Dear Ms. Ames:

The enclosed documents were reviewed under the Freedom of Information/Privacy Acts, Title 5, United States Code, Section 552/552a. A deleted page information sheet was inserted to indicate where pages were withheld entirely.

   [ ] (b)(1)      [ ] (b)(7)(A)
   [X] (b)(6)      [X] (b)(7)(C)

88 pages were reviewed and 61 pages are being released.

[ ] Pursuant to exemption (b)(7)(E) this response neither confirms nor denies the existence of your subject's name on any watch list.

[X] Documents were located which originated with another Government agency. This information has been:
      [X] referred to that agency for review and direct response to you.
      [ ] consulted with that agency.

You may appeal within ninety (90) days of the date of this letter.

Sincerely,

Section Chief
"""
_FORM = """Town of Elmsford
Records Access Officer

June 2, 2026

Re: Request 26-118

Dear Requester:

Your request has been reviewed.

☒ Your request is denied in its entirety under section 87(2)(b).
☐ The records are enclosed.
☐ The fee is $40.00 and is due by July 1, 2026.

You may appeal within 30 days.

Sincerely,

Records Access Officer
"""
_BOARD = """Board of Public Records Appeals

In the Matter of: Alder Watch
Case No.: BPR-26-0114

Issued: May 19, 2026

Decision and Order

The Harbor Department withheld 14 e-mails and redacted nine more. Alder Watch challenges the search. We find that the redactions stand and that the search was too narrow. We grant the appeal in part and deny it in part. This matter is remanded to the Department for a further search.

Chairman
"""
_ORDER = """Public Records Division

May 19, 2026
APL26/0412

Dear Counsel:

I have received the petition of Ms. Ames appealing the response of the City of Elm to a request for public records. The City has not met its burden. Accordingly, the City is ordered to {what}.

Sincerely,

Supervisor

cc: Ms. Ames
"""
_TEXAS = """CITY OF BUTTE
OFFICE OF THE CITY ATTORNEY

May 19, 2026

Office of the Attorney General
Open Records Division

Re: Ruling request, City reference 26-0733

Dear Sir or Madam:

The City asks whether it may withhold the information under section 552.108. By copy of this letter the requestor is informed that the City has requested a ruling from the Attorney General.

Respectfully submitted,

Assistant City Attorney
"""
_HEAD = "{office}\n\nMay 19, 2026\n\nRe: Request 26-00118\n\nDear Requester:\n\n{body}\n\nSincerely,\n\nOfficer\n"


def _said(letter: Letter) -> dict[str, dict[str, Any]]:
    return {one.kind.value: dict(one.values) for one in effects(letter)}


def _of(body: str, office: str = "U.S. Customs and Border Protection") -> dict[str, dict[str, Any]]:
    return _said(read_letter(_HEAD.format(office=office, body=body)))


def test_a_form_says_what_its_boxes_tick() -> None:
    fbi, form = read_letter(_FBI), read_letter(_FORM)

    assert _said(fbi).keys() == {"determined", "referred"}
    assert _said(fbi)["determined"] == {
        "disposition": "partial-grant", "processed": 88, "appeal-days": 90,
    }  # fmt: skip
    assert {one.value for one in fbi.exemptions} == {"(b)(6)", "(b)(7)(C)"}
    assert _said(form) == {"determined": {"disposition": "full-denial", "appeal-days": 30}}


def test_a_request_that_is_closed_for_a_cause_was_not_granted() -> None:
    closed = {
        "This is our final response. Your request is being closed because you did not answer our letter of March 3, 2026.",
        "We wrote to you on March 3, 2026 and have not received a reply. Your request has been closed. This completes our response to your request.",
        "This concludes our processing of your request, which is closed for lack of payment.",
        "This is the final response of this office. As you withdrew the request on May 4, 2026, it has been closed.",
    }
    given = "This is our final response. All 12 pages are released in full and enclosed. Your request has been closed because nothing else is left to do."

    assert {body: set(_of(body)) for body in closed} == {
        body: {"closed-administratively"} for body in closed
    }
    assert _of(given)["determined"]["disposition"] == "full-grant"


def test_boards_decide_our_appeal_and_not_the_request() -> None:
    board = read_letter(_BOARD)

    assert board.letter_date
    assert board.letter_date.value == "2026-05-19"
    assert _said(board) == {"appeal-decided": {"outcome": "partly-remanded"}, "remanded": {}}
    for what, outcome in (
        ("provide Ms. Ames with a new response within 10 business days", "remanded"),
        ("conduct a further search", "remanded"),
        ("produce the reports within ten days", "reversed"),
        ("provide the file without redaction", "reversed"),
    ):
        told = _said(read_letter(_ORDER.replace("{what}", what)))
        assert told["appeal-decided"] == {"outcome": outcome}, what


def test_a_copy_of_what_a_body_asks_the_attorney_general_is_read() -> None:
    assert "ruling-asked" in _said(read_letter(_TEXAS))


def test_a_worn_scan_is_mended_letter_by_letter_and_real_numbers_stay() -> None:
    for worn, mended in (
        ("March 4, 2O26, F0lA 2O26-F0IA-02217", "March 4, 2026, FOIA 2026-FOIA-02217"),
        ("0ffice 0F lnformation; lf rec0rds", "Office OF Information; If records"),
        ("1O0.00 dollars", "100.00 dollars"),
    ):
        assert plain(worn) == mended
    for whole in [
        "COW2026004417",
        "W004412-020326",
        "PRR000",
        "A10",
        "10am",
        "20th",
        "we'll",
        "Lt.",
        "Ono",
        "llama",
        "0.10",
    ]:
        assert plain(whole) == whole
    assert plain("A0" * 30_000 + "1")  # in no time


def test_pleas_days_and_counts_as_public_letters_print_them() -> None:
    denied = _of(
        "You asked for a fee waiver. We find that your letter does not show how disclosure would add to what the public knows, and that request is denied. You asked to be served ahead of others; expedition is not warranted since you did not identify any urgency."
    )
    invoice = _of(
        "The total due for your request is $96.75. An invoice that is still unpaid on June 30, 2026 is canceled together with the request.",
        "Elm County Sheriff's Office",
    )
    fees = "We received your request on May 12, 2026 and assigned it number 26-00118. The first 100 pages are not charged, and fees must exceed $14.00 before we will charge you."
    state = _of(
        "Your request was received on May 12, 2026. A public body shall answer without unreasonable delay. We expect that we shall complete our answer by June 9, 2026.",
        "Oregon State Police",
    )

    assert denied.keys() == {"fee-waiver-denied", "expedite-denied"}
    assert invoice["fee-asked"]["due"] == "2026-06-30"
    assert _of(fees).keys() == {"acknowledged"}
    assert state == {
        "acknowledged": {"received": "2026-05-12", "number": "26-00118", "due": "2026-06-09"}
    }
    assert _of("Forty-one pages are appropriate for release without excision and are enclosed.")[
        "determined"
    ] == {"disposition": "full-grant", "released": 41}
    none = _of(
        "We are not the custodian of any such record and know of nobody who is.", "City of Elm"
    )
    assert none["determined"]["disposition"] == "no-records"
    more = _of("Because of unusual circumstances we need ten more working days. You will have our determination on or before June 9, 2026.", "City of Elm")  # fmt: skip
    assert more["extended"]["due"] == "2026-06-09"


def test_exemptions_of_a_letter_that_is_taken_back_are_not_claimed() -> None:
    back = "On May 4, 2026 this office denied your request under exemption 7(A). We rescind that determination and have reopened the request."

    assert not read_letter(_HEAD.format(office="Department of Commerce", body=back)).exemptions


_LIAISON = "You may contact our FOIA Public Liaison for any further assistance, or the Office of Government Information Services at the National Archives and Records Administration."


def test_what_a_letter_says_on_its_way_is_no_act_of_it() -> None:
    got = "Your request was received on May 12, 2026 and assigned number 26-00118. "
    interim = _of(
        "This is an interim response to your May 11, 2026 request. "
        + got
        + "Although we have already begun processing it, we will not be able to respond within the statutory period as there are unusual circumstances.",
        "Department of Defense",
    )
    fees = _of(
        got
        + "Under the law an interim response must be sent within five business days. The Department requires up to an additional 30 days, i.e., until June 18, 2026, to answer. Should the fees exceed $100.00, prepayment will be asked of you.",
        "Pennsylvania Department of Revenue",
    )
    late = _of(
        "We must ask for more time. The response, which would have been due tomorrow, will now be provided by June 9, 2026.",
        "City of Elm",
    )

    assert _of(f"{got}{_LIAISON}").keys() == {"acknowledged"}
    assert "interim-release" not in interim
    assert "extended" in interim
    assert "fee-asked" not in fees
    assert "extended" in fees
    assert late["extended"]["due"] == "2026-06-09"
    given = _of("The three files are attached; nothing has been left out or blacked out.", "City of Elm")  # fmt: skip
    assert given["determined"]["disposition"] == "full-grant"
    deposit = _of("A deposit of $92.11 is required. A request for which it has not come within 48 days from the date on which this notice was sent is abandoned, and the township need not fulfill it.", "Elm Township")  # fmt: skip
    assert "referred" not in deposit
