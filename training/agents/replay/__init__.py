"""Candidates recorded earlier, graded again without paying for them."""
