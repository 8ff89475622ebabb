// name: connections.claim_nightly_renewal
// access: write
// rows: one
// param day: date
// column claimed: boolean
//
// Gives the day's renewal of all ties to the first process that asks for it.
MERGE (run:NightlyRun {id: 'renew_ties'})
// Written before it is read: the processes that ask together wait for one another.
SET run.id = run.id
WITH run, run.day IS NULL OR run.day < $day AS claimed
SET run.day = CASE WHEN claimed THEN $day ELSE run.day END
RETURN claimed
