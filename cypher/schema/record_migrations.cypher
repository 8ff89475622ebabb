// name: schema.record_migrations
// access: write
// rows: none
// param migrations: list<map>
// param now: datetime
//
// Remembers which migrations were applied.
UNWIND $migrations AS migration
CREATE
  (:Migration {
    name: migration.name, checksum: migration.checksum, applied_at: $now
  })
