// Positions are found by words of their title.
CREATE FULLTEXT INDEX title_words IF NOT EXISTS
FOR ()-[work:WORKS_AT]-() ON EACH [work.title]
