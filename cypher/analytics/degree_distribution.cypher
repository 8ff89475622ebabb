// name: analytics.degree_distribution
// access: read
// rows: many
// param limit: integer 1..10000 = 1000
// column degree: integer
// column members: integer
// column share: float
// chart: points x=degree y=members scale=log
// example: limit=50
//
// How many members have how many connections, the fewest first; share is of all members.
MATCH (member:Member)
WITH COUNT { (member)-[:CONNECTED_TO]-() } AS degree, count(*) AS members
WITH collect({degree: degree, members: members}) AS found, sum(members) AS total
UNWIND found AS entry
RETURN
  entry.degree AS degree,
  entry.members AS members,
  toFloat(entry.members) / total AS share
  ORDER BY degree
  LIMIT $limit
