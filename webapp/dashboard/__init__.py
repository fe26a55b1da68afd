"""The dashboard of a team."""
