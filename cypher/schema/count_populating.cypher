// name: schema.count_populating
// access: read
// rows: one
// column populating: integer
//
// How many indexes are not filled yet: until then, what needs one fails.
SHOW INDEXES YIELD state
WHERE state = 'POPULATING'
RETURN count(*) AS populating
