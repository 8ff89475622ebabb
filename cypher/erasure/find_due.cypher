// name: erasure.find_due
// access: read
// rows: many
// param now: datetime
// param limit: integer
// column member_id: string
//
// Up to a limit of the members who are to be erased by now, the first due first.
MATCH (member:Member)
WHERE member.erase_at <= $now
RETURN member.id AS member_id
  ORDER BY member.erase_at, member.id
  LIMIT $limit
