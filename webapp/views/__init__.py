"""Views that a person keeps."""
