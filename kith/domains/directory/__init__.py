"""Directory: what the community offers, and how sure we are of it.

It answers: what is there to do near me, who says so, when was it last checked, and what is not known?
Owns the words Organisation, Service, Location, Schedule, Eligibility, Taxonomy (Open Referral UK);
Source, ImportRun, Claim (a fact, who says it, when), Listing (one row that can be found) and Match.
Requirements: X-5 to X-13, R001-2, R001-3, R001-12, R001-16, R004-25, R004-28, R004-38, R004-82.
"""
