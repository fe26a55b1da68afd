"""The settings of a team, for its admins: people, tokens, sessions, webhooks."""
