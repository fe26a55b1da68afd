"""The embedded agent: generate-and-validate repair over syntax trees, offline and without a key."""
