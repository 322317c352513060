"""foia-bot: deadlines, status and page-cited answers for a team that files FOIA requests."""

__version__ = "0.1.0"
