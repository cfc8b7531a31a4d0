"""Network: the personal network map, what matters to the person, and ideas that fit.

Answers product.md J2 and section 5; requirements R000-3, 4, 5, 7, 15, 16, 24; R001-1, 4; R002-26.
Owns the words NetworkMap, Alter, Tie, circle (inner, middle, outer).
"""
