// name: analytics.company_matrix
// access: read
// rows: many
// param limit: integer 2..50 = 10
// column company: string
// column other_company: string
// column connections: integer
// column mean_strength: float
// chart: heatmap x=other_company y=company value=connections
// example: limit=5
//
// How many connections there are between the companies where the most members work now, and how strong
// they are on average. Each two companies have two rows; of a company with itself there is one.
MATCH (company:Company)
WITH
  company,
  COUNT {
    MATCH (company)<-[work:WORKS_AT]-(member:Member)
    WHERE work.ended_on IS NULL
    RETURN DISTINCT member
  } AS members
  ORDER BY members DESC, company.id
  LIMIT $limit
WITH company, members
  WHERE members > 0
WITH collect(company) AS companies
UNWIND companies AS company
CALL (company, companies) {
  MATCH (company)<-[work:WORKS_AT]-(member:Member)
  WHERE work.ended_on IS NULL
  WITH DISTINCT companies, member
  MATCH (member)-[tie:CONNECTED_TO]-(:Member)-[other_work:WORKS_AT]->(other:Company)
  WHERE other_work.ended_on IS NULL AND other IN companies
  WITH DISTINCT other, member, tie
  RETURN other, count(*) AS ends, avg(tie.strength) AS mean_strength
}
RETURN
  company.name AS company,
  other.name AS other_company,
  // Inside a company, each connection was met from both of its ends.
  CASE other WHEN company THEN ends / 2 ELSE ends END AS connections,
  mean_strength
  ORDER BY company, other_company
