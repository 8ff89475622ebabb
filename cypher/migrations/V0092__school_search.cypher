// Schools are found by their words, with or without accents.
CREATE FULLTEXT INDEX school_search IF NOT EXISTS
FOR (school:School)
ON EACH [school.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
