import { expect, it } from 'vitest';
import { goldenSection } from './golden-section.ts';

it.each([
  [(x: number) => (x - 0.3) ** 2, 0, 1, 0.3],
  [(x: number) => Math.abs(x - 0.77), 0, 1, 0.77],
  [(x: number) => x, -2, 5, -2],
  [(x: number) => -x, -2, 5, 5],
])('finds the bottom of a valley, an end where it slopes there: %#', (f, from, to, bottom) => {
  expect(Math.abs(goldenSection(f, from, to, 1e-9) - bottom)).toBeLessThan(1e-7);
});
