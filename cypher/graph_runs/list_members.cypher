// name: graph_runs.list_members
// access: read
// rows: one
// param after: string
// param limit: integer
// column ids: list<string>
//
// A page of all members' ids, in their order.
MATCH (member:Member)
WHERE member.id > $after
WITH member.id AS id
  ORDER BY id
  LIMIT $limit
RETURN collect(id) AS ids
