// name: connections.list_second_degree
// access: read
// rows: one
// param viewer_id: string
// param filters: map
// param after: list<string>
// param limit: integer
// column total: integer
// column items: list<map>
// column may_know_others: boolean
//
// A page of the viewer's second-degree members that fit every filter, by name and id, and how many
// fit in all. Filters: company_ids, title, school_ids, skill_ids, industry and location; one that is
// null lets everybody through, and company and title mean current positions. Those who have a block
// with the viewer are left out. May_know_others tells whether the viewer shares imports in a group.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked
  WHERE viewer IS NOT NULL
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
  RETURN collect(near) AS first
}
CALL (viewer, blocked, first) {
  CALL (first) {
    UNWIND first AS near
    MATCH (near)-[:CONNECTED_TO]-(far:Member)
    // Apart from the lists: a hub's second degree is most of the graph.
    RETURN DISTINCT far AS member
  }
  WITH *
  WHERE
    member <> viewer AND
    NOT member IN first AND
    NOT member IN blocked AND
    (
      ($filters.company_ids IS NULL AND $filters.title IS NULL) OR
      EXISTS {
        MATCH (member)-[work:WORKS_AT]->(company:Company)
        WHERE
          work.ended_on IS NULL AND
          ($filters.company_ids IS NULL OR company.id IN $filters.company_ids) AND
          ($filters.title IS NULL OR toLower(work.title) CONTAINS toLower($filters.title))
      }
    ) AND
    (
      $filters.school_ids IS NULL OR
      EXISTS {
        MATCH (member)-[:STUDIED_AT]->(school:School)
        WHERE school.id IN $filters.school_ids
      }
    ) AND
    (
      $filters.skill_ids IS NULL OR
      EXISTS {
        MATCH (member)-[:HAS_SKILL]->(skill:Skill)
        WHERE skill.id IN $filters.skill_ids
      }
    ) AND
    ($filters.industry IS NULL OR toLower(member.industry) = toLower($filters.industry)) AND
    ($filters.location IS NULL OR toLower(member.location) CONTAINS toLower($filters.location))
  RETURN collect(member) AS fitting
}
// One row more, so that a total is told where no page is left.
UNWIND fitting + [null] AS member
WITH
  viewer,
  size(fitting) AS total,
  member,
  [toLower(coalesce(member.name, member.id)), member.id] AS sort_key
  WHERE member IS NULL OR $after IS NULL OR sort_key > $after
// Grouped, so that the list is left behind: each row that is kept would count a hub's.
WITH viewer, total, member, sort_key, count(*) AS once
  ORDER BY member IS NULL, sort_key
  LIMIT $limit
WITH
  viewer,
  total,
  EXISTS { (viewer)-[part:MEMBER_OF]->(:Group) WHERE part.shares_imports } AS may_know_others,
  collect(CASE WHEN member IS NOT NULL THEN {member: member, sort_key: sort_key} END) AS page
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
  RETURN collect(near) AS first
}
CALL (first, page) {
  UNWIND page AS entry
  WITH first, entry.member AS member, entry.sort_key AS sort_key
  CALL (first, member) {
    MATCH (member)-[:CONNECTED_TO]-(mutual:Member)
    WHERE mutual IN first
    RETURN count(*) AS mutual_count
  }
  RETURN
    collect({
      id: member.id,
      name: member.name,
      headline: member.headline,
      mutual_count: mutual_count,
      sort_key: sort_key
    }) AS items
}
RETURN total, items, may_know_others
