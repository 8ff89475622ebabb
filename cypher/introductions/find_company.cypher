// name: introductions.find_company
// access: read
// rows: one
// param company_id: string
// column id: string
//
// Whether there is such a company.
MATCH (company:Company {id: $company_id})
RETURN company.id AS id
