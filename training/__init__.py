"""Tasks, strategies, agents, scoring, profiles, selection and the store."""
