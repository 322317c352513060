"""Reading: each module answers some of the questions people ask, with typed values.

The same value is shown by Slack, the terminal, App Home and `--json`, so they cannot disagree.
"""
