"""The audit log: who did what, and the chain that holds it."""
