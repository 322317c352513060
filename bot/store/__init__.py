"""All of SQLAlchemy: the tables and what may be asked of them. Sessions are passed about.

Events are the truth; component requests, deadlines and identifiers are their projection and
are written in the same transaction (see event_log.py).
"""
