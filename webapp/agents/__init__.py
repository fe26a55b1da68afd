"""The agents: whether they can work here, and what the embedded one has learnt."""
