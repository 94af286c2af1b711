import { expect, it } from 'vitest';
import { committed, generate } from '../scripts/generate.ts';

const HINT = 'run `node client/scripts/generate.ts && npx biome format --write client/openapi.json`';

it('holds what the routes say now', async () => {
  const [now, stored] = [await generate(), committed()];
  expect(stored.document, HINT).toEqual(now.document);
  expect(stored.types === now.types, HINT).toBe(true);
});
