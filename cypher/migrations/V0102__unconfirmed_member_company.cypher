// Who of them works at a company is found by the company.
CREATE INDEX unconfirmed_member_company IF NOT EXISTS
FOR (unconfirmed:UnconfirmedMember) ON (unconfirmed.company_id)
