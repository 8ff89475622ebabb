// name: search.set_texts
// access: write
// rows: none
// param rows: list<map>
//
// Sets what is searched of each member; null removes.
UNWIND $rows AS row
MATCH (member:Member {id: row.id})
SET member += row.texts
