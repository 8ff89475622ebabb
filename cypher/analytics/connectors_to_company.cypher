// name: analytics.connectors_to_company
// access: read
// rows: many
// param company_id: string
// param limit: integer 1..100 = 20
// column member_id: string
// column name: string
// column connections: integer
// column total_strength: float
// column greatest_strength: float
// chart: bars label=name value=total_strength
// example: company_id=acme limit=10
//
// Who best leads into a company: members who do not work there now, by the sum of the strengths of
// their ties to those who do. Who does not want to appear as a connector is left out.
MATCH (company:Company {id: $company_id})<-[work:WORKS_AT]-(inside:Member)
WHERE work.ended_on IS NULL
WITH DISTINCT company, inside
MATCH (inside)-[tie:CONNECTED_TO]-(member:Member)
WITH
  company,
  member,
  count(*) AS connections,
  sum(tie.strength) AS total_strength,
  max(tie.strength) AS greatest_strength
  WHERE
    coalesce(member.appears_as_connector, true) AND
    NOT EXISTS {
      MATCH (member)-[own:WORKS_AT]->(company)
      WHERE own.ended_on IS NULL
    }
RETURN
  member.id AS member_id,
  member.name AS name,
  connections,
  total_strength,
  greatest_strength
  ORDER BY total_strength DESC, member_id
  LIMIT $limit
