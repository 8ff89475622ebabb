// name: schema.list_migrations
// access: read
// rows: many
// column name: string
// column checksum: string
//
// The migrations that were applied to this database, oldest first.
MATCH (migration:Migration)
RETURN migration.name AS name, migration.checksum AS checksum
  ORDER BY name
