"""The commands that concern the installation as a whole; those of a domain live with the domain."""
