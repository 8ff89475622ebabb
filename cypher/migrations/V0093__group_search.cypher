// Groups are found by their words, with or without accents.
CREATE FULLTEXT INDEX group_search IF NOT EXISTS
FOR (group:Group)
ON EACH [group.name, group.description]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
