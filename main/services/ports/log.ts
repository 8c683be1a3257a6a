/** Where main notes what an engineer needs later. Messages hold no secrets and no personal data. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Notes an unexpected error under the trace id that the user sees. */
  error(message: string, traceId: string, cause: unknown): void;
}
