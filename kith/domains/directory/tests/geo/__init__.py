"""Tests of postcodes, the grid, and where things are."""
