import type { RepairInput } from '../types.ts';
import { scaled, uniformFrom, withRow } from './made.ts';

/** Kinds of error that are put into sound bars. */
export const KINDS = [
  'a day 100 times too high',
  'a day 100 times too low',
  'a block 100 times too high',
  'a split of two missed before a day',
  'a split of three applied on one day',
  'a high 100 times too high',
  'a low 100 times too low',
  'a spike of 40 %',
  'an infinite close',
  'a zero open',
  'a high below the low',
  'a stale repeat',
] as const;

type Kind = (typeof KINDS)[number];

function spoil(input: RepairInput, kind: Kind, at: number): RepairInput {
  const row = input.rows[at];
  const before = input.rows[at - 1];
  if (row === undefined || before === undefined) return input;
  const { session } = row;
  switch (kind) {
    case 'a day 100 times too high':
      return scaled(input, at, at + 1, 100);
    case 'a day 100 times too low':
      return scaled(input, at, at + 1, 0.01);
    case 'a block 100 times too high':
      return scaled(input, at, at + 12, 100);
    case 'a split of two missed before a day':
      return scaled({ ...input, events: [...input.events, { session, kind: 'split', value: 2 }] }, 0, at, 2, 0.5);
    case 'a split of three applied on one day':
      return scaled(
        { ...input, events: [...input.events, { session, kind: 'split', value: 3 }] },
        at,
        at + 1,
        1 / 3,
        3,
      );
    case 'a high 100 times too high':
      return withRow(input, at, { high: (row.high ?? 0) * 100 });
    case 'a low 100 times too low':
      return withRow(input, at, { low: (row.low ?? 0) / 100 });
    case 'a spike of 40 %':
      return scaled(input, at, at + 1, 1.4);
    case 'an infinite close':
      return withRow(input, at, { close: Number.NEGATIVE_INFINITY });
    case 'a zero open':
      return withRow(input, at, { open: 0 });
    case 'a high below the low':
      return withRow(input, at, { high: (row.low ?? 0) * 0.99 });
    case 'a stale repeat':
      return withRow(input, at, { ...before, session });
  }
}

/** A sound history with errors of one kind, at random places that are far enough apart for each to be one. */
export function spoiled(input: RepairInput, kind: Kind, times: number, seed: number): RepairInput {
  const uniform = uniformFrom(1000 * seed + KINDS.indexOf(kind));
  const stretch = Math.floor((input.rows.length - 60) / times);
  const once = kind === 'a split of two missed before a day';
  return Array.from(
    { length: once ? 1 : times },
    (_, i) => 30 + i * stretch + Math.floor(uniform() * (stretch - 15)),
  ).reduce((spoiledSoFar, at) => spoil(spoiledSoFar, kind, at), input);
}
