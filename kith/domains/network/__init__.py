"""Network: the personal network map, what it brought to mind, and ideas that fit.

Answers product.md J2 and section 5; requirements R000-3, 4, 5, 7, 15, 16, 24; R001-1, 4; R002-26; R004-26, 30.
Owns the words NetworkMap, Tie (an alter, and how near it is), circle (inner, middle, outer), kind, family, Change,
Reflection, Sheet (the map on paper).
"""
