// name: snb.add_positions
// access: write
// rows: none
// param rows: list<map>
//
// Gives members who were just made their positions.
UNWIND $rows AS row
MATCH (member:Member {id: row.member_id})
MERGE (company:Company {id: row.company_id})
  ON CREATE SET company.name = row.company
CREATE (member)-[work:WORKS_AT]->(company)
SET work.started_on = row.started_on
