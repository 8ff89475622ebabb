// Keys that are too old to be repeated are found without looking at the others.
CREATE INDEX idempotency_key_age IF NOT EXISTS
FOR (key:IdempotencyKey) ON (key.created_at)
