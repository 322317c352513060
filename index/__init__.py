"""Filings as pages that can be found. Stands alone: knows no request, no deadline, no Slack."""
