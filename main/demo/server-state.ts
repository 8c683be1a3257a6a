import { createAuthenticator, type Authenticator } from './authentication/authenticator.ts';
import { createLoginProtection } from './authentication/login-protection.ts';
import { createTickets, type Tickets } from './authentication/tickets.ts';
import { createDirectory, type Directory } from './directory/directory.ts';
import type { PersonRecord } from './directory/person-record.ts';
import { createErrorLog, type ErrorLog } from './error-answer.ts';
import type { ImageScaler } from './image-scaler.ts';
import { createPasswordResets, type PasswordResets } from './password-reset/password-resets.ts';
import { createPopulation } from './population/create-population.ts';
import { hasFeature, type ServerFeature } from './server-version.ts';
import type { DemoSettings } from './settings.ts';
import { createStatistics, type Statistics } from './statistics.ts';

/** All that the server holds between two requests; a reset makes it anew. */
export interface ServerState {
  readonly settings: DemoSettings;
  readonly directory: Directory;
  readonly tickets: Tickets;
  readonly authenticator: Authenticator;
  readonly passwordResets: PasswordResets;
  readonly statistics: Statistics;
  readonly scaler: ImageScaler;
  readonly errorLog: ErrorLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the release that is played has a feature. */
  has(feature: ServerFeature): boolean;
  /** Bytes that a person may store, or null for no limit. */
  quotaOf(person: PersonRecord): number | null;
}

/** Creates the state of a server that has just started. */
export function createServerState(
  settings: DemoSettings,
  outside: { readonly scaler: ImageScaler; readonly now: () => number },
): ServerState {
  const { scaler, now } = outside;
  const directory = createDirectory(createPopulation(settings));
  const tickets = createTickets(settings, now);
  const protection = createLoginProtection(settings.bruteForceProtection, now);
  return {
    settings,
    directory,
    tickets,
    authenticator: createAuthenticator({ directory, tickets, protection }),
    passwordResets: createPasswordResets({ settings, directory, now }),
    statistics: createStatistics(),
    scaler,
    errorLog: createErrorLog(now),
    now,
    has: (feature) => hasFeature(settings.version, feature),
    quotaOf: ({ id }) => settings.quotas[id] ?? null,
  };
}
