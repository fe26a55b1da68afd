"""The validation report as a page, and as a document of its own."""
