"""Notices: everything that is sent to anyone, by the route they chose, with nothing sensitive in it.

Answers settled.md ("Where things live"), product.md section 2.5; requirements R003-9, 53. Owns the words Notice,
Channel, Delivery, Letter.
"""
