"""How the rooms are shown."""
