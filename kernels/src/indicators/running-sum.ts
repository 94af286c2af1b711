import type { Part, Saved } from './saved.ts';

/** The sum of everything pushed. */
export interface RunningSum extends Part {
  push(x: number): number;
}

/**
 * With the rounding error of each addition kept aside, so that a sum over years of bars is as good as one over a few.
 * @see Neumaier (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen
 */
export function runningSum(saved: Saved | undefined): RunningSum {
  const memory = new Float64Array(2); // [sum, what its roundings lost]
  if (saved) {
    memory[0] = saved.number();
    memory[1] = saved.number();
  }
  return {
    push(x) {
      const before = memory[0]!;
      const sum = before + x;
      memory[1]! += Math.abs(before) >= Math.abs(x) ? before - sum + x : x - sum + before;
      memory[0] = sum;
      return sum + memory[1]!;
    },
    save: into => {
      into.push(memory[0]! + 0, memory[1]! + 0); // JSON has no -0
    },
  };
}
