// Unconfirmed members are found by their words, with or without accents, among those of the owners asked for.
CREATE FULLTEXT INDEX unconfirmed_search IF NOT EXISTS
FOR (unconfirmed:UnconfirmedMember)
ON EACH [unconfirmed.name, unconfirmed.company, unconfirmed.position, unconfirmed.owner_id]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
