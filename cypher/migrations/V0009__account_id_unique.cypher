// A member has at most one account; its id is the member's.
CREATE CONSTRAINT account_id_unique IF NOT EXISTS
FOR (account:Account) REQUIRE account.id IS UNIQUE
