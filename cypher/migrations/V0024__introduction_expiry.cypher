// Introductions that have expired are found without looking at the others.
CREATE INDEX introduction_expiry IF NOT EXISTS
FOR (introduction:Introduction) ON (introduction.state, introduction.expires_at)
