// name: suggestions.remember_shown
// access: write
// rows: one
// param by_id: string
// param member_ids: list<string>
// param counted_before: datetime
// param forgotten_before: datetime
// param now: datetime
// column shown: integer
//
// Counts that the viewer was shown these members, each unless counted lately; what was shown long ago
// and not dismissed is forgotten. Who has a block with the viewer is passed over. Returns how many
// were counted. No row when the viewer does not exist.
MATCH (viewer:Member {id: $by_id})
// Written before anything is read: of two that say the same at once, the later waits.
SET viewer.suggestions_changed_at = $now
WITH viewer
CALL (viewer) {
  MATCH (viewer)-[past:WAS_SUGGESTED]->(:Member)
  WHERE past.dismissed_at IS NULL AND past.shown_at < $forgotten_before
  DELETE past
}
CALL (viewer) {
  UNWIND $member_ids AS member_id
  MATCH (member:Member {id: member_id})
  WHERE NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
  MERGE (viewer)-[past:WAS_SUGGESTED]->(member)
    ON CREATE SET past.shown = 0
  WITH past
    WHERE past.shown_at IS NULL OR past.shown_at <= $counted_before
  SET past.shown = past.shown + 1, past.shown_at = $now
  RETURN count(*) AS shown
}
RETURN shown
