"""How the pages under "You" are shown."""
