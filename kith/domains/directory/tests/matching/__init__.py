"""Tests of suggesting: invented people, an invented directory where every limit is known, and a checker."""
