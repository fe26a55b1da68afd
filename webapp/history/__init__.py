"""What other tools have left, beside what follows from it."""
