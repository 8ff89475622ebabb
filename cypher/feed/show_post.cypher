// name: feed.show_post
// access: write
// rows: none
// param member_id: string
// param post_id: string
//
// Ends that a post is hidden from the feed of a member who is locked.
MATCH (:Member {id: $member_id})-[hides:HIDES]->(:Post {id: $post_id})
DELETE hides
