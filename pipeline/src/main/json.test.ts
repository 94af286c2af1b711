import { expect, it } from 'vitest';
import { toJson } from './json.ts';

it.each([
  [
    { lastSession: '2024-01-02', rejectedNew: 3 },
    { last_session: '2024-01-02', rejected_new: 3 },
  ],
  [
    { appliedAt: 0, at: 1, nextDue: 60_000 },
    { applied_at: '1970-01-01T00:00:00.000Z', at: '1970-01-01T00:00:00.001Z', next_due: '1970-01-01T00:01:00.000Z' },
  ],
  [
    [{ model: { priceOnly: true, registeredAt: 86_400_000 } }],
    [{ model: { price_only: true, registered_at: '1970-01-02T00:00:00.000Z' } }],
  ],
  [
    { '^GSPC': 1, 'BRK-B': 2, 'core@1': 3, high_below_low: 4 },
    { '^GSPC': 1, 'BRK-B': 2, 'core@1': 3, high_below_low: 4 },
  ],
  [
    { movedAt: null, raisedAt: '2024-01-02T00:00:00Z' },
    { moved_at: null, raised_at: '2024-01-02T00:00:00Z' },
  ],
  [
    { format: 3, beat: 4 },
    { format: 3, beat: 4 },
  ],
  [{ values: new Float64Array([1, 2]) }, { values: [1, 2] }],
  [null, null],
  ['lastSession', 'lastSession'],
])('writes %j as the API would', (given, expected) => {
  expect(toJson(given)).toEqual(expected);
});
