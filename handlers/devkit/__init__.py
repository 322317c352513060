"""Slack's Web API on this machine, and the terminal workspace on it: for demo, console, tests."""
