/** The suites of `npm test`, in the order in which they run: quick ones first. */
export const suites = ['unit', 'conformance', 'faults', 'component', 'e2e'] as const;

/** One of the suites. */
export type Suite = (typeof suites)[number];

/** What to run. */
export interface SuitePlan {
  readonly suites: readonly Suite[];
  /** Passed to vitest: parts of file names, `-t`, and its other options. */
  readonly vitestArgs: readonly string[];
  /** Whether tests are chosen by name, so that the others are not meant to run. */
  readonly isChosen: boolean;
}

/** Reads the command line of `npm test`: names of suites, then anything for vitest. */
export function planSuites(args: readonly string[]): SuitePlan {
  const named = suites.filter((suite) => args.includes(suite));
  const vitestArgs = args.filter((arg) => !isSuite(arg));
  const isChosen = vitestArgs.some((arg) => /^(-t|--testNamePattern)(=|$)/.test(arg));
  return { suites: named.length > 0 ? named : suites, vitestArgs, isChosen };
}

function isSuite(arg: string): boolean {
  return (suites as readonly string[]).includes(arg);
}
