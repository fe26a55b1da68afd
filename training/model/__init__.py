"""The domain: frozen dataclasses, units in their names, tuples for collections."""
