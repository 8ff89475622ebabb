// name: schema.lock_migrations
// access: write
// rows: none
//
// Waits for the migration lock and holds it until the transaction ends.
MERGE (lock:MigrationLock {id: 1})
SET lock.taken = true
