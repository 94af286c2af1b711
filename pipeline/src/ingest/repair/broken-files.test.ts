import { describe, expect, it } from 'vitest';
import { brokenFiles, cleanFiles, hasFiles } from './testing/broken-files.ts';
import { score } from './testing/score.ts';
import { KINDS, spoiled } from './testing/spoiled.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('real downloads with errors', () => {
  const scores = hasFiles() ? brokenFiles().map(({ file, broken, fixed }) => ({ file, ...score(broken, fixed) })) : [];
  const differing = sum(scores.map(score => score.differing));

  it.skipIf(!hasFiles())('detects at least 90 % of the rows that people put right', () => {
    expect(differing).toBeGreaterThan(5_000);
    expect(sum(scores.map(({ detected }) => detected)) / differing).toBeGreaterThanOrEqual(0.9);
  });

  it.skipIf(!hasFiles())('repairs at least 70 % of them to within 0.1 %', () => {
    expect(sum(scores.map(({ repaired }) => repaired)) / differing).toBeGreaterThanOrEqual(0.7);
  });

  it.skipIf(!hasFiles())('leaves alone all but 0.5 % of the rows that people left alone', () => {
    const clean = sum(scores.map(score => score.clean));
    expect(sum(scores.map(({ touched }) => touched)) / clean).toBeLessThanOrEqual(0.005);
  });

  it.skipIf(!hasFiles())('touches at most 0.5 % of the rows of sound bars', () => {
    const clean = cleanFiles().map(({ input }) => score(input, input));
    expect(sum(clean.map(({ rows }) => rows))).toBeGreaterThan(30_000);
    expect(sum(clean.map(({ touched }) => touched)) / sum(clean.map(({ rows }) => rows))).toBeLessThanOrEqual(0.005);
  });
});

describe('errors put into sound bars', () => {
  it.skipIf(!hasFiles()).each(KINDS)('are found where they are %s, and nothing else is', kind => {
    const scores = cleanFiles().map(({ input }, i) => {
      const bad = spoiled(input, kind, 10, i);
      return score(bad, { ...input, events: bad.events });
    });
    const differing = sum(scores.map(score => score.differing));
    expect(differing).toBeGreaterThan(100);
    expect(sum(scores.map(({ detected }) => detected)) / differing).toBeGreaterThanOrEqual(0.99);
    expect(sum(scores.map(({ touched }) => touched))).toBeLessThanOrEqual(differing / 100);
  });
});
