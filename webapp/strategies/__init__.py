"""How agents may work, and how that went."""
