// An email address signs in to one account.
CREATE CONSTRAINT account_email_unique IF NOT EXISTS
FOR (account:Account) REQUIRE account.email IS UNIQUE
