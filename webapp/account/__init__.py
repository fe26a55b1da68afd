"""One's own account: teams, password, sessions, tokens."""
