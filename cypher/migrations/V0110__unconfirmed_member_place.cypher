// Whom the members of a pool know at a company is found among each one's import.
CREATE INDEX unconfirmed_member_place IF NOT EXISTS
FOR (unconfirmed:UnconfirmedMember) ON (unconfirmed.owner_id, unconfirmed.company_id)
