/** One model taken out, and how likely so large a statistic is when those that were left lose equally. */
export type Round = { readonly model: number; readonly pValue: number };

/**
 * The range statistic: of each pair of models, the difference of mean losses over its bootstrap standard error.
 * @param means mean loss of each model
 * @param resampled per replication, each model's mean loss less its mean
 */
export function rangeRounds(means: readonly number[], resampled: readonly (readonly number[])[]): Round[] {
  const models = means.map((_, i) => i);
  const deviation = models.map(i => models.map(j => rootMeanSquare(resampled.map(each => each[i]! - each[j]!))));
  const tOf = (values: readonly number[], left: readonly number[]): { size: number; model: number } => {
    let worst = { size: Number.NEGATIVE_INFINITY, model: -1 };
    for (const i of left) {
      for (const j of left) {
        const size = i === j ? 0 : (values[i]! - values[j]!) / deviation[i]![j]!;
        if (size > worst.size) worst = { size, model: i };
      }
    }
    return worst;
  };
  return takeOut(models, left => {
    const { size, model } = tOf(means, left);
    return {
      model,
      pValue: shareAbove(
        size,
        resampled.map(each => tOf(each, left).size),
      ),
    };
  });
}

/** The maximum statistic: each model's mean loss less the mean of those left, over its bootstrap standard error. */
export function maximumRounds(means: readonly number[], resampled: readonly (readonly number[])[]): Round[] {
  return takeOut(
    means.map((_, i) => i),
    left => {
      const centred = resampled.map(each => less(each, left));
      const deviation = left.map((_, k) => rootMeanSquare(centred.map(each => each[k]!)));
      const largest = (values: readonly number[]) => Math.max(...values.map((value, k) => value / deviation[k]!));
      const own = less(means, left);
      const size = largest(own);
      const worst = own.findIndex((value, k) => value / deviation[k]! === size);
      return { model: left[worst]!, pValue: shareAbove(size, centred.map(largest)) };
    },
  );
}

function takeOut(models: readonly number[], round: (left: readonly number[]) => Round): Round[] {
  const rounds: Round[] = [];
  for (let left = models; left.length > 1; left = left.filter(model => model !== rounds.at(-1)?.model)) {
    rounds.push(round(left));
  }
  return rounds;
}

function less(values: readonly number[], left: readonly number[]): number[] {
  const mean = left.reduce((sum, i) => sum + values[i]!, 0) / left.length;
  return left.map(i => values[i]! - mean);
}

const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

const shareAbove = (size: number, values: readonly number[]): number =>
  values.reduce((count, value) => count + Number(size < value), 0) / values.length;
