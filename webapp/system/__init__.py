"""The machinery, as far as the site knows it."""
