/** What a series of measurements comes to. */
export interface Summary {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly maximum: number;
}

/** The value that a share (0 to 1) of the values do not exceed, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The middle value; the mean of the two in the middle where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Sums up a series. */
export function summarize(values: readonly number[]): Summary {
  return {
    n: values.length,
    p50: median(values),
    p95: percentile(values, 0.95),
    maximum: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

/** The ratios of two series measured in turn: each pair shared the machine's mood. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.flatMap((value, at) => {
    const other = theirs[at];
    return other === undefined ? [] : [value / other];
  });
}
