// Members are found by the words that search.set_texts writes; these are folded already, and apart by
// spaces. Consistent (the default): who was written is found.
CREATE FULLTEXT INDEX member_search IF NOT EXISTS
FOR (member:Member)
ON EACH [
  member.search_name,
  member.search_headline,
  member.search_work,
  member.search_skills,
  member.search_keys
]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
