// name: analytics.growth
// access: read
// rows: many
// param period: string month|week = "month"
// param limit: integer 1..520 = 24
// column period: date
// column new_members: integer
// column new_connections: integer
// column members: integer
// column connections: integer
// chart: line x=period y=members,connections
// example: period=week limit=12
//
// How many members and connections came in each month or week, and how many there were at its end. Told
// are the latest so many periods in which any came; those of which it is not known when they came are
// left out.
CALL () {
  MATCH (member:Member)
  WHERE member.created_at IS NOT NULL
  WITH member.created_at.epochSeconds / 86400 AS day, count(*) AS members
  RETURN day, members, 0 AS connections
  UNION ALL
  MATCH (:Member)-[tie:CONNECTED_TO]->(:Member)
  WHERE tie.since IS NOT NULL
  // Days first, which are few: a date of each connection takes seconds.
  WITH tie.since.epochSeconds / 86400 AS day, count(*) AS connections
  RETURN day, 0 AS members, connections
}
WITH
  date.truncate($period, date('1970-01-01') + duration({days: day})) AS period,
  members,
  connections
WITH period, sum(members) AS new_members, sum(connections) AS new_connections
  ORDER BY period
WITH collect({period: period, members: new_members, connections: new_connections}) AS found
UNWIND range(0, size(found) - 1) AS place
WITH found, place
  WHERE place >= size(found) - $limit
RETURN
  found[place].period AS period,
  found[place].members AS new_members,
  found[place].connections AS new_connections,
  reduce(total = 0, one IN found[..place + 1] | total + one.members) AS members,
  reduce(total = 0, one IN found[..place + 1] | total + one.connections) AS connections
  ORDER BY period
