// Companies are found by their words, with or without accents.
CREATE FULLTEXT INDEX company_search IF NOT EXISTS
FOR (company:Company)
ON EACH [company.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
