/**
 * All that main ever notes. The list is closed, so that no text of a server, of a user or of an
 * error can get into a log, whatever is in it; what differs from time to time is in the facts.
 */
export const logMessages = [
  'The last directory could not be opened again',
  'The place of the window could not be remembered',
  'An unusable cache was set aside; it is fetched again',
  'The thread of a directory broke',
  'What waits could not be shown',
  'A damaged copy of what waits was mended from the other one',
  'Both copies of what waits were damaged, and some of it may be lost',
  'The log of what was sent could not be shortened',
  'The page crashed',
  'Refused input',
  'Refused a message of an untrusted sender',
  'Handler failed',
] as const;

export type LogMessage = (typeof logMessages)[number];

/** What may stand behind a message: nothing in which a secret or a person could hide. */
export interface LogFacts {
  /** The id that the user sees with the error. */
  readonly traceId?: string;
  /** The name of a call of the contract. */
  readonly channel?: string;
  readonly count?: number;
}

/** Where main notes what an engineer needs later. */
export interface Log {
  info(message: LogMessage, facts?: LogFacts): void;
  warn(message: LogMessage, facts?: LogFacts): void;
  /** Notes an unexpected error under the trace id that the user sees. */
  error(message: LogMessage, traceId: string, cause: unknown): void;
}
