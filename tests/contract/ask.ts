// How am I connected to X? Asked with the client that @hey-api/openapi-ts made.
import { createClient } from './client/client/index.js';
import { getRelation, listIntroductionPaths, sendMessage } from './client/sdk.gen.js';
import type { IntroductionPath, Relation } from './client/types.gen.js';

const [url, token, id] = process.argv.slice(2) as [string, string, string];
const client = createClient({ baseUrl: url, auth: () => token });

const relation = await getRelation({ client, path: { id }, throwOnError: true });
const { degree, mutual_count }: Relation = relation.data;
const found = await listIntroductionPaths({ client, path: { id }, query: { limit: 1 }, throwOnError: true });
const path: IntroductionPath | undefined = found.data.paths[0];
const refused = await sendMessage({ client, body: { member_id: id, text: 'Hello' } });

console.log(JSON.stringify({
  degree,
  mutual_count,
  connector_id: path?.connector_id,
  tiers: path?.hops.map((hop) => hop.tier),
  refused: refused.error?.type,
}));
