// name: schema.record_migration
// access: write
// rows: none
// param name: string
// param checksum: string
// param now: datetime
//
// Remembers that a migration was applied.
CREATE (:Migration {name: $name, checksum: $checksum, applied_at: $now})
