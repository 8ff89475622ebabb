// name: schema.declare_model
// access: write
// rows: none
// param labels: list<string>
// param types: list<string>
// param properties: list<string>
//
// Makes the database know these names without storing anything under them.
CALL () {
  UNWIND $labels AS label
  CALL db.createLabel(label)
  UNWIND $types AS type
  CALL db.createRelationshipType(type)
}
CALL () {
  UNWIND $properties AS property
  CALL db.createProperty(property)
}
