/** What a row of fault tests found: plain data, for a report of many. */
export interface RowResult {
  /** What was done, and how often. */
  readonly rounds: number;
  /** Acknowledged edits that were neither at the server nor in the outbox. */
  readonly lost: number;
  /** People created twice, or edits sent twice without a cause. */
  readonly duplicates: number;
  readonly seconds: number;
  /** Replays the run. */
  readonly seed: number;
  readonly pass: boolean;
  /** What went wrong, the first few of it. */
  readonly failures: readonly string[];
  /** What else is worth telling: counts, and what this machine did not allow. */
  readonly notes: readonly string[];
}

/** How long and by which chance a row runs. */
export interface RowOptions {
  readonly rounds: number;
  readonly seed: number;
}

/** Collects what a row finds. */
export interface Findings {
  lost(what: string): void;
  duplicate(what: string): void;
  /** Anything else that must not be. */
  wrong(what: string): void;
  note(what: string): void;
}

const mostFailures = 10;

/** Runs a row and makes its result of what it finds. A row that throws has failed. */
export async function runRow(
  options: RowOptions,
  row: (findings: Findings, options: RowOptions) => Promise<void>,
): Promise<RowResult> {
  const counts = { lost: 0, duplicates: 0 };
  const failures: string[] = [];
  const notes: string[] = [];
  const findings: Findings = {
    lost(what) {
      counts.lost += 1;
      failures.push(`lost: ${what}`);
    },
    duplicate(what) {
      counts.duplicates += 1;
      failures.push(`twice: ${what}`);
    },
    wrong: (what) => void failures.push(what),
    note: (what) => void notes.push(what),
  };
  const startMs = performance.now();
  try {
    await row(findings, options);
  } catch (error) {
    failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return {
    ...options,
    ...counts,
    seconds: Math.round(performance.now() - startMs) / 1000,
    pass: failures.length === 0,
    failures: failures.slice(0, mostFailures),
    notes,
  };
}

/** The seed of a run: a new one each time, unless ROLLCALL_SEED replays one. */
export function seedOfRun(): number {
  const given = Number(process.env.ROLLCALL_SEED);
  return Number.isInteger(given) && given > 0 ? given : 1 + (Date.now() % 1_000_000_000);
}
