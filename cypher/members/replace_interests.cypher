// name: members.replace_interests
// access: write
// rows: none
// param member_id: string
// param interests: list<map>
//
// Gives a member these interests in place of the old ones.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (member)-[old:INTERESTED_IN]->(:Interest)
  DELETE old
}
WITH member
UNWIND $interests AS entry
MERGE (interest:Interest {id: entry.id})
  ON CREATE SET interest.name = entry.name
CREATE (member)-[:INTERESTED_IN]->(interest)
