"""Tells other programs what happened: signs, sends, tries again. The worker's part; the site only writes the outbox."""
