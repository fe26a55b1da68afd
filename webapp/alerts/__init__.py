"""What a team wants to hear of, and what it heard."""
