// name: schema.count_contents
// access: read
// rows: one
// column nodes: integer
// column relationships: integer
// column members: integer
//
// How much the database holds, from what Neo4j counts itself; of nodes, without those of the
// migrations.
RETURN
  COUNT { (node) } - COUNT { (migration:Migration) } - COUNT { (lock:MigrationLock) } AS nodes,
  COUNT { ()-[relationship]->() } AS relationships,
  COUNT { (member:Member) } AS members
