"""Reminders: what to say when (plan), saying it exactly once (deliver), the audit (verify)."""
