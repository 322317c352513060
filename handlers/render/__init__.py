"""What answers look like: Block Kit, terminal, pictures; typed values in, no look-ups."""
