"""What `./run` does: PostgreSQL without installing one, the demo, the tests, and every command."""
