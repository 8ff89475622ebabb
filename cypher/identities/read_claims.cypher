// name: identities.read_claims
// access: write
// rows: many
// param member_ids: list<string>
// column id: string
// column owns: boolean
// column identity_ids: list<string>
// column links: list<string>
// column contact_email: string
//
// Under what these members are known to their connections: the addresses that the operator gave, the
// links of their profiles, and the email address where connections see it; and whether an import of
// their own knows anybody. No row where none has imported anybody.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
WITH collect({member: member, owns: EXISTS { (member)-[:KNOWS_UNCONFIRMED]->() }}) AS entries
UNWIND
  CASE WHEN any(entry IN entries WHERE entry.owns) THEN entries ELSE [] END AS entry
WITH entry.member AS member, entry.owns AS owns
RETURN
  member.id AS id,
  owns,
  COLLECT { MATCH (member)-[:IDENTIFIED_BY]->(identity:Identity) RETURN identity.id } AS identity_ids,
  member.links AS links,
  CASE
    WHEN coalesce(member.contact_visible_to, 'connections') <> 'only_me' THEN member.contact_email
  END AS contact_email
