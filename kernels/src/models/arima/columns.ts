/** Regressors in the likelihood, one column each, and what an evaluation leaves of them. */
export type Columns = {
  readonly count: number;
  /** The columns, zero past the series' end, and their zero-presample residuals */
  readonly x: readonly Float64Array[];
  readonly e: readonly Float64Array[];
  /** H'e and R^-1 L'H'e of each */
  readonly c: readonly Float64Array[];
  readonly y: readonly Float64Array[];
  /** Cholesky factor of the normal matrix X'V^-1 X, in units of the innovation variance */
  readonly factor: Float64Array;
  readonly beta: Float64Array;
  /** The series less the regression */
  readonly z: Float64Array;
};

export function createColumns(columns: readonly Float64Array[], m: number, room: number): Columns {
  const count = columns.length;
  const long = () => columns.map(() => new Float64Array(room));
  return {
    count,
    x: columns.map(column => {
      const padded = new Float64Array(room);
      padded.set(column);
      return padded;
    }),
    e: long(),
    c: columns.map(() => new Float64Array(m + 4)),
    y: columns.map(() => new Float64Array(m)),
    factor: new Float64Array(count * count),
    beta: new Float64Array(count),
    z: new Float64Array(room),
  };
}
