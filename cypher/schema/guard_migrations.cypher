// name: schema.guard_migrations
// access: write
// rows: none
//
// Makes the lock that migrating processes queue for a single node.
CREATE CONSTRAINT migration_lock_unique IF NOT EXISTS
FOR (lock:MigrationLock) REQUIRE lock.id IS UNIQUE
