// name: analytics.connectors_to_industry
// access: read
// rows: many
// param industry: string
// param limit: integer 1..100 = 20
// column member_id: string
// column name: string
// column connections: integer
// column total_strength: float
// column greatest_strength: float
// chart: bars label=name value=total_strength
// example: industry=Software limit=10
//
// Who best leads into an industry: members of others, by the sum of the strengths of their ties to
// members of it. Who does not want to appear as a connector is left out.
MATCH (inside:Member)
WHERE toLower(inside.industry) = toLower($industry)
MATCH (inside)-[tie:CONNECTED_TO]-(member:Member)
WITH
  member,
  count(*) AS connections,
  sum(tie.strength) AS total_strength,
  max(tie.strength) AS greatest_strength
  WHERE
    coalesce(toLower(member.industry) <> toLower($industry), true) AND
    coalesce(member.appears_as_connector, true)
RETURN
  member.id AS member_id,
  member.name AS name,
  connections,
  total_strength,
  greatest_strength
  ORDER BY total_strength DESC, member_id
  LIMIT $limit
