// Two members of one company share its node.
CREATE CONSTRAINT company_id_unique IF NOT EXISTS
FOR (company:Company) REQUIRE company.id IS UNIQUE
