"""Who may see what, and what is hidden from everyone. Pure: facts are passed in."""
