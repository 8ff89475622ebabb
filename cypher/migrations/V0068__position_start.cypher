// Positions that began on a day are found without looking at the others.
CREATE INDEX position_start IF NOT EXISTS
FOR ()-[work:WORKS_AT]-() ON (work.started_on)
