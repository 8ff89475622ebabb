// name: imports.set_current_position
// access: write
// rows: none
// param rows: list<map>
//
// Gives each member this current position in place of the current ones, or none. What is known of
// one at the same company stays, but for the title where one is told.
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
CALL (row, member) {
  MATCH (member)-[work:WORKS_AT]->(company:Company)
  WHERE
    work.ended_on IS NULL AND (row.company_id IS NULL OR company.id <> row.company_id)
  DELETE work
}
WITH row, member
WHERE row.company_id IS NOT NULL
MERGE (company:Company {id: row.company_id})
  ON CREATE SET company.name = row.company
WITH row, member, company
OPTIONAL MATCH (member)-[work:WORKS_AT]->(company)
WHERE work.ended_on IS NULL
WITH row, member, company, work
ORDER BY work.title = row.title DESC
WITH row, member, company, collect(work) AS works
FOREACH (_ IN CASE WHEN works = [] THEN [1] ELSE [] END |
  CREATE (member)-[:WORKS_AT {title: row.title}]->(company)
)
FOREACH (work IN CASE WHEN row.titled THEN works[..1] ELSE [] END |
  SET work.title = row.title
)
FOREACH (work IN CASE WHEN row.titled THEN works[1..] ELSE [] END |
  DELETE work
)
