"""The site and its JSON API: reads the store, queues work, never touches Docker."""
