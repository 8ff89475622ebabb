// name: message_requests.decline
// access: write
// rows: none
// param id: string
//
// Puts a message request aside for its receiver, after `lock`; to its sender it stays as it was.
MATCH (request:MessageRequest {id: $id})
SET request.answer = 'declined'
