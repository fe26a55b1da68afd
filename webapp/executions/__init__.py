"""Executions: the list, and everything that is kept of one."""
