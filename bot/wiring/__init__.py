"""What is put together from what: container, Slack app, delivery, worker, scheduler."""
