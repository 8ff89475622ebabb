// The latest endorsements are found without looking at the others.
CREATE INDEX endorsed_at IF NOT EXISTS
FOR ()-[endorses:ENDORSES]-() ON (endorses.created_at)
