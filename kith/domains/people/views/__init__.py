"""How joining, signing in and the people a team works with are shown."""
