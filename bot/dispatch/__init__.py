"""One way in for every surface: understood, authorised, run in one session, audited."""
