"""What has been learnt, and each step of it."""
