"""Any language model that the `llm` library and its plug-ins reach."""
