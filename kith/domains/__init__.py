"""The sixteen domains; each calls only downwards (see docs/tour.md)."""
