// name: schema.count_contents
// access: read
// rows: one
// column nodes: integer
// column relationships: integer
// column members: integer
//
// How much the database holds, from what Neo4j counts itself; of nodes, without those of the
// migrations.
CALL () {
  MATCH (node)
  RETURN count(node) AS all_nodes
}
CALL () {
  MATCH ()-[relationship]->()
  RETURN count(relationship) AS relationships
}
CALL () {
  MATCH (migration:Migration)
  RETURN count(migration) AS migrations
}
CALL () {
  MATCH (lock:MigrationLock)
  RETURN count(lock) AS locks
}
CALL () {
  MATCH (member:Member)
  RETURN count(member) AS members
}
RETURN all_nodes - migrations - locks AS nodes, relationships, members
