// name: identities.read_pairs
// access: write
// rows: many
// param member_id: string
// param other_ids: list<string>
// column other_id: string
// column blocked: boolean
// column connections: integer
// column connected: boolean
// column shows_contact: boolean
// column since: datetime
// column imported_until: datetime
// column imported_recommended: boolean
// column imported_endorsements: integer
//
// How a member stands to others: whether one has blocked the other, how many connections the other
// has and whether those see the contact details, and the tie, with what imports said of it.
MATCH (member:Member {id: $member_id})
UNWIND $other_ids AS other_id
MATCH (other:Member {id: other_id})
OPTIONAL MATCH (member)-[tie:CONNECTED_TO]-(other)
RETURN
  other_id,
  EXISTS { (member)-[:BLOCKS]-(other) } AS blocked,
  COUNT { (other)-[:CONNECTED_TO]-() } AS connections,
  tie IS NOT NULL AS connected,
  coalesce(other.contact_visible_to, 'connections') <> 'only_me' AS shows_contact,
  tie.since AS since,
  tie.imported_until AS imported_until,
  tie.imported_recommended AS imported_recommended,
  tie.imported_endorsements AS imported_endorsements
