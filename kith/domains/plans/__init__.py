"""Plans: the person's own plan, which stays theirs.

Answers product.md J2 and 2.4; requirements R004-37, 40 to 42, 61; R003-53; R001-5. Owns the words Plan, Goal, Step.
"""
