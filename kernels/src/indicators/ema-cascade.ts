import type { Part, Saved } from './saved.ts';
import { emaSmoothing } from './smoothing.ts';

/** An EMA of a number, an EMA of that EMA, and so on. */
export interface EmaCascade extends Part {
  /** Takes a number and gives the level of each stage, the same array each time; NaN where a stage has no seed yet. */
  push(x: number): Float64Array;
}

/** Each stage begins its seed with the first level of the stage before it: stage k is there after k · (period − 1) pushes. */
export function emaCascade(stages: number, period: number, saved: Saved | undefined): EmaCascade {
  const means = Array.from({ length: stages }, () => emaSmoothing(period, saved));
  const levels = new Float64Array(stages);
  return {
    push(x) {
      let level = x;
      for (let i = 0; i < stages; i++) {
        if (!Number.isNaN(level)) level = means[i]!.push(level);
        levels[i] = level;
      }
      return levels;
    },
    save(into) {
      for (const mean of means) mean.save(into);
    },
  };
}
