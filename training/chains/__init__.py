"""Chains of agents: as data, checked, run stage by stage, graded like any agent."""
