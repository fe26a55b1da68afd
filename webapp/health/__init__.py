"""What machines ask: is the site alive, can it serve."""
