"""What goes to Slack: messages, replies, files; and what Slack says of people and places."""
