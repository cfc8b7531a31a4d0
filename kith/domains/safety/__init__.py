"""Safety: nothing that could hurt someone is lost. Here so far: crisis contacts, team hours and the rota.

Answers settled.md, product.md section 4 (crisis block), reliability.md H2, H5, H6; requirements R002-19, R003-2. Owns
the words CrisisContact, TeamHours, Rota.
"""
