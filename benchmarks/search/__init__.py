"""Directory search beside its peers: the same made-up services and questions for each."""
