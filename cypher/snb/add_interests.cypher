// name: snb.add_interests
// access: write
// rows: none
// param rows: list<map>
//
// Gives members who were just made their interests.
UNWIND $rows AS row
MATCH (member:Member {id: row.member_id})
MERGE (interest:Interest {id: row.id})
  ON CREATE SET interest.name = row.name
MERGE (member)-[:INTERESTED_IN]->(interest)
