/** What the server counted since its start or reset. */
export interface StatisticsReport {
  readonly requests: number;
  /** Requests by kind, such as "GET people" or "PUT people/avatar". */
  readonly byKind: Readonly<Record<string, number>>;
  /** Requests that are being answered now. */
  readonly open: number;
  /** The most requests that were open at once. */
  readonly mostOpen: number;
  /** Rows that the list's SQL would have read: each page reads from skipCount to the end. */
  readonly rowsScanned: number;
}

/** Counts requests. */
export interface Statistics {
  /** Call at the start of a request; the answer is to be called at its end. */
  opened(): () => void;
  count(kind: string): void;
  scanned(rows: number): void;
  report(): StatisticsReport;
}

/** Creates the counters, all at zero. */
export function createStatistics(): Statistics {
  const byKind = new Map<string, number>();
  let requests = 0;
  let open = 0;
  let mostOpen = 0;
  let rowsScanned = 0;
  return {
    opened() {
      requests += 1;
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      return () => {
        open -= 1;
      };
    },
    count: (kind) => void byKind.set(kind, (byKind.get(kind) ?? 0) + 1),
    scanned(rows) {
      rowsScanned += rows;
    },
    report: () => ({
      requests,
      byKind: Object.fromEntries(byKind),
      open,
      mostOpen,
      rowsScanned,
    }),
  };
}
