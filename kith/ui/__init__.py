"""The face of Kith: layouts, components, form fields, theme and small scripts that every page shares.

It knows no domain. Words it owns: page, frame, place (in the menu), field, card, tag, avatar.
Answers product.md sections 4 and 5 and journey J15 (quick exit).
"""
