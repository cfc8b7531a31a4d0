"""The kernel: the few small things that every domain rests on.

Who is looking (access), what may be done and that it is written down (use_cases, audit), words kept sealed
(sealed), work that happens later (events, jobs), what is known about a person (records), one clock.
A thing enters here only when three domains need it.
"""
