// name: meetups.take_step
// access: write
// rows: none
// param id: string
// param properties: map
//
// Moves a meetup to another state, after `lock`.
MATCH (meetup:Meetup {id: $id})
SET meetup += $properties
