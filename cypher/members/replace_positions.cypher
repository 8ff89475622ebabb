// name: members.replace_positions
// access: write
// rows: none
// param member_id: string
// param positions: list<map>
//
// Gives a member these positions in place of the old ones.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (member)-[work:WORKS_AT]->(:Company)
  DELETE work
}
WITH member
UNWIND $positions AS position
MERGE (company:Company {id: position.company_id})
  ON CREATE SET company.name = position.company
CREATE (member)-[work:WORKS_AT]->(company)
SET
  work.title = position.title,
  work.started_on = position.started_on,
  work.ended_on = position.ended_on
