"""What Slack sends: slash commands, mentions, buttons, forms, files; handed on, not decided."""
