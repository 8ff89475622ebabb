// name: recommendations.take_step
// access: write
// rows: none
// param id: string
// param state: string
// param properties: map
//
// Moves a recommendation, whose two members are locked, to another state.
MATCH (recommendation:Recommendation {id: $id})
SET recommendation += $properties
SET recommendation.state = $state
