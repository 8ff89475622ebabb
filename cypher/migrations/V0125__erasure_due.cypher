// Who is to be erased, and when; few have it.
CREATE INDEX erasure_due IF NOT EXISTS
FOR (member:Member) ON (member.erase_at)
