// name: analytics.degree_distribution
// access: read
// rows: many
// param limit: integer 1..10000 = 1000
// column connections: integer
// column members: integer
// column share: float
// chart: points x=connections y=members scale=log
// example: limit=50
//
// How many members have how many connections. The fewest connections come first; share is of all
// members.
MATCH (member:Member)
WITH COUNT { (member)-[:CONNECTED_TO]-() } AS connections, count(*) AS members
WITH collect({connections: connections, members: members}) AS found, sum(members) AS total
UNWIND found AS entry
RETURN
  entry.connections AS connections,
  entry.members AS members,
  toFloat(entry.members) / total AS share
  ORDER BY connections
  LIMIT $limit
