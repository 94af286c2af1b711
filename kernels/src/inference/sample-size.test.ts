import { expect, it } from 'vitest';
import { sessionsForDirection, sessionsForSkill } from '../index.ts';

it.each([
  [0.52, 3863],
  [0.55, 617],
])('finds an accuracy of %d in %i sessions', (accuracy, sessions) => {
  expect(sessionsForDirection(accuracy)).toBe(sessions);
});

it.each([
  ['clark-west', 1237],
  ['diebold-mariano', 4947],
] as const)('finds an R2 of 0.5 %% by %s in %i sessions', (test, sessions) => {
  expect(sessionsForSkill(0.005, { test })).toBe(sessions);
});

it('asks for more where more is asked', () => {
  expect(sessionsForDirection(0.52, { power: 0.95 })).toBeGreaterThan(3863);
  expect(sessionsForSkill(0.005, { alpha: 0.01 })).toBeGreaterThan(1237);
});

it.each([0.5, 1, 0.3, Number.NaN])('refuses an accuracy of %d', accuracy => {
  expect(() => sessionsForDirection(accuracy)).toThrow(RangeError);
});

it.each([
  [0, {}],
  [1, {}],
  [0.1, { alpha: 0 }],
  [0.1, { power: 1 }],
  [0.1, { alpha: 0.5, power: 0.4 }],
  [0.1, { test: 'other' as 'clark-west' }],
])('refuses an R2 of %d with %o', (r2, options) => {
  expect(() => sessionsForSkill(r2, options)).toThrow(RangeError);
});
