// A service token is found by the id that it carries.
CREATE CONSTRAINT service_token_id_unique IF NOT EXISTS
FOR (token:ServiceToken) REQUIRE token.id IS UNIQUE
