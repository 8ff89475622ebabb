// name: analytics.components
// access: read
// rows: many
// needs: run
// param limit: integer 1..100 = 20
// param slot: string
// column component: integer
// column members: integer
// column share: float
// chart: bars label=component value=members
// example: limit=5
//
// The largest parts of the network that no path leads out of. Share is of all members.
MATCH (member:Member)
WITH
  CASE $slot WHEN 'a' THEN member.component_a WHEN 'b' THEN member.component_b END AS component,
  count(*) AS members
  WHERE component IS NOT NULL
WITH collect({component: component, members: members}) AS found, sum(members) AS total
UNWIND found AS entry
// The largest is number 0.
RETURN
  entry.component AS component,
  entry.members AS members,
  toFloat(entry.members) / total AS share
  ORDER BY component
  LIMIT $limit
