import { normals } from '../../testing/random-series.ts';

export type Simulated = {
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  readonly degrees: number;
};

/** Returns of a GARCH(1,1) with t errors of variance 1 (degrees an integer above 2), after 200 that are left out. */
export function simulateGarch(seed: number, n: number, { omega, alpha, beta, degrees }: Simulated): number[] {
  const normal = normals(seed);
  let variance = omega / (1 - alpha - beta);
  const next = () => {
    let squares = 0;
    for (let i = 0; i < degrees; i++) squares += normal() ** 2;
    const value = Math.sqrt((variance * (degrees - 2)) / squares) * normal();
    variance = omega + alpha * value * value + beta * variance;
    return value;
  };
  for (let t = 0; t < 200; t++) next();
  return Array.from({ length: n }, next);
}
