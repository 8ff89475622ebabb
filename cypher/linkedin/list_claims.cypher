// name: linkedin.list_claims
// access: read
// rows: many
// param viewer_id: string
// column id: string
// column links: list<string>
// column contact_email: string
//
// What the viewer's connections say of themselves that tells who they are: links, and the email
// address where connections see it.
MATCH (:Member {id: $viewer_id})-[:CONNECTED_TO]-(member:Member)
WITH
  member,
  CASE
    WHEN coalesce(member.contact_visible_to, 'connections') <> 'only_me' THEN member.contact_email
  END AS contact_email
WHERE contact_email IS NOT NULL OR member.links IS NOT NULL
RETURN member.id AS id, member.links AS links, contact_email
