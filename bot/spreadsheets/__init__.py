"""Spreadsheets that people keep: read as grids, guessed as trackers, planned as events. Pure."""
