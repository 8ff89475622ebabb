// Members are found by words of their industry or location.
CREATE FULLTEXT INDEX background_words IF NOT EXISTS
FOR (member:Member) ON EACH [member.industry, member.location]
