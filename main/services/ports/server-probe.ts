import type { FoundServer } from './server-access.ts';

/** A server that was found, with what its answer says besides. */
export interface ProbedServer extends FoundServer {
  /** By how much its clock is ahead of ours, at the least; null where it does not say. */
  readonly clockAheadSeconds: number | null;
}

/** Looks for the server behind an address as typed, without credentials. Rejects with `AppError`. */
export type ServerProbe = (request: {
  readonly address: string;
  readonly acceptPlainHttp: boolean;
}) => Promise<ProbedServer>;
