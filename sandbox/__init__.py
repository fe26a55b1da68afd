"""Run one program's tests in one fresh, isolated container.

Knows Docker and Jest, and nothing of agents, scores or the web.
"""
