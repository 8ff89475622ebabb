// name: imports.set_properties
// access: write
// rows: none
// param rows: list<map>
// param now: datetime
//
// Sets what changed of the members' own properties, null to remove one, and the time of the change.
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
SET member += row.properties
SET member.updated_at = $now
