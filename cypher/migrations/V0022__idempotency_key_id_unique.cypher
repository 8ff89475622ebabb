// What a client repeats is done once.
CREATE CONSTRAINT idempotency_key_id_unique IF NOT EXISTS
FOR (key:IdempotencyKey) REQUIRE key.id IS UNIQUE
