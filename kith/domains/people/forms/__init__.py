"""What people type to join, to sign in, and at the desk."""
