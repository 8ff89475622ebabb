// name: exports.create_nodes
// access: write
// rows: many
// param rows: list<map>
// column key: string
// column element: string
//
// Makes nodes again, each with its label; dates and times come as text.
UNWIND $rows AS row
CREATE (node:$(row.label))
SET node = row.properties
FOREACH (time IN row.times |
  SET node[time.name] =
    CASE time.kind
      WHEN 'date' THEN date(time.value)
      WHEN 'datetime' THEN datetime(time.value)
      WHEN 'list<date>' THEN [one IN time.value | date(one)]
      ELSE [one IN time.value | datetime(one)]
    END
)
RETURN row.key AS key, elementId(node) AS element
