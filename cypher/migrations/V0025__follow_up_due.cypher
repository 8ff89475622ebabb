// Follow-ups that are due are found without looking at the others.
CREATE INDEX follow_up_due IF NOT EXISTS
FOR (request:ConnectionRequest) ON (request.follow_up_due_at)
