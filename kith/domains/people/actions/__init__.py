"""What can be done about people."""
