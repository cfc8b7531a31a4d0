"""The pages of the directory, and what is done on them."""
