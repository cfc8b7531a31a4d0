"""How safety is shown."""
