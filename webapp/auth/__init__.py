"""Who a visitor is: one-time links, passwords, sessions."""
