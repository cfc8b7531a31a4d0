"""The seeds as stories in a browser."""
