"""People: who is who, who may know it, and what matters to them.

Answers settled.md ("Who is who"), product.md J1 and J15, requirements R002-3, 16, 26, 27; R003-9, 29; R004-73, 92.
Owns the words Person, Pseudonym (the link is vaulted), Account, Role, Team, KeyGrant, Invitation, Confirmation,
Consent, Involvement, Preference, Need, Interest, AccessNeed.
"""
