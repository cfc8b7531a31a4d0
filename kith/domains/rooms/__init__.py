"""Rooms: the private building that one enters with a key. Peers talk, and are held by people who are visibly there.

Answers R002-2 to R002-7, R002-10, R002-13, R002-14, R002-25, R002-29 to R002-32, R002-36, R003-46, R004-60, R004-74,
R004-78.
Owns the words: Community, Agreement, Room, Key, Profile, Topic, Post, Reaction, Line (of the living room), Hosting.
"""
