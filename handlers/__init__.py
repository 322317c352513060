"""The Slack edge: carries what people say to the verbs, draws the answers, decides nothing."""
