"""Kith: the people who matter to you, and what is near them."""
