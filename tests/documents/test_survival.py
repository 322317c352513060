from __future__ import annotations

import pytest

from tests.bench import kill_add

pytestmark = pytest.mark.heavy


def test_a_kill_at_any_moment_loses_nothing_and_needs_no_repair() -> None:
    series = kill_add.run(rounds=4, texts=8, seed=7)

    assert series.kills == 4
    assert series.faults == []


def test_a_mail_whose_attachment_is_on_file_already_becomes_ready(team, tmp_path) -> None:
    """A kill between an attachment and its mail leaves exactly this for the next run."""
    from email.message import EmailMessage

    from sqlalchemy import select

    from bot.store.tables import Filing

    attachment = b"An attachment that was taken before its mail."
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Records", "office@agency.example"
    mail.set_content("The records are attached.")
    mail.add_attachment(attachment, maintype="text", subtype="plain", filename="records.txt")
    (tmp_path / "records.txt").write_bytes(attachment)
    (tmp_path / "mail.eml").write_bytes(bytes(mail))
    library, now = team.desk.library, team.desk.now()

    library.take([tmp_path / "records.txt"], by="U0LEAD", now=now)
    report = library.take([tmp_path / "mail.eml"], by="U0LEAD", now=now)

    assert report.added == 1
    with team.desk.store.read() as session:
        states = dict(session.execute(select(Filing.doc, Filing.state)).all())
    assert states["mail.eml"] == "ready"
