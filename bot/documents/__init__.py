"""A file becomes pages: read, masked, stored, queued for the index. Knows no Slack, no verbs."""
