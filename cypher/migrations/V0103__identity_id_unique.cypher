// All who are known under one address share its node.
CREATE CONSTRAINT identity_id_unique IF NOT EXISTS
FOR (identity:Identity) REQUIRE identity.id IS UNIQUE
