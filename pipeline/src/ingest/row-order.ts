type Row = { readonly session: string };

/** Minus one where most neighbours go back in time: a newest-first file. */
function direction(rows: readonly Row[]): 1 | -1 {
  let balance = 0;
  for (let i = 1; i < rows.length; i++) {
    const [before, after] = [rows[i - 1]?.session ?? '', rows[i]?.session ?? ''];
    balance += Math.sign(Number(after > before) - Number(after < before));
  }
  return balance < 0 ? -1 : 1;
}

/** Indices of a longest strictly increasing run of sessions (not contiguous), the first of equal ones. */
function longestRise(rows: readonly Row[]): number[] {
  const tails: number[] = [];
  const before = new Int32Array(rows.length).fill(-1);
  rows.forEach(({ session }, i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[tails[middle] ?? 0]?.session ?? '') < session) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    const tail = tails[low];
    if (tail === undefined || rows[tail]?.session !== session) tails[low] = i;
  });
  const rise: number[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) rise.push(i);
  return rise.reverse();
}

/**
 * Splits rows into those that keep one order and those that stand out of it. Order is judged by the whole: a newest-first
 * list is turned round, and of a list with one row out of place only that row is misplaced, not all that follow it.
 */
export function inOrder<T extends Row>(rows: readonly T[]): { kept: readonly T[]; misplaced: readonly T[] } {
  const ascending = rows.every((row, i) => i === 0 || row.session > (rows[i - 1]?.session ?? ''));
  if (ascending) return { kept: rows, misplaced: [] };
  const forward = direction(rows) === 1 ? rows : rows.toReversed();
  const rise = new Set(longestRise(forward));
  return { kept: forward.filter((_, i) => rise.has(i)), misplaced: forward.filter((_, i) => !rise.has(i)) };
}
