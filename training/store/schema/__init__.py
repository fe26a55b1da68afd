"""The texts of the schema's newer steps, one module for each; a released text is never edited."""
