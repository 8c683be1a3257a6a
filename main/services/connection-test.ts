import type { AppErrorData } from '../../preload/model/app-error.ts';
import {
  connectionSteps,
  type ConnectionReport,
  type ConnectionStep,
  type ConnectionTest,
} from '../../preload/model/connection-report.ts';
import type { Person } from '../../preload/model/person.ts';
import type { Repository } from '../../preload/model/session.ts';
import { createAppError, toAppError } from './errors.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { ProbedServer, ServerProbe } from './ports/server-probe.ts';
import { isAdministrator } from './viewer-rights.ts';

/** A client that presents the sign-in of a profile. */
export interface ProfileClient {
  readonly serverUrl: string;
  /** Rejects where the profile's password was refused before, without trying it again. */
  readonly client: AlfrescoClient;
}

/** Looks at a connection step by step. Never rejects: what fails stands in the report. */
export type TestConnection = (request: ConnectionTest) => Promise<ConnectionReport>;

const timeoutMs = 15_000;

/** Beyond this, other programs begin to fail too: Kerberos allows five minutes. */
const worrisomeSeconds = 300;

/** Discovery forbidden, kept back by a proxy, missing on an old server, switched off: no harm. */
const untold: ReadonlySet<number> = new Set([403, 404, 501]);

/** Creates the test. `clientOf` answers null for a profile that is not known. */
export function createConnectionTest(options: {
  readonly probe: ServerProbe;
  readonly clientOf: (profileId: string) => ProfileClient | null;
}): TestConnection {
  return async (request) => {
    const report = createReport();
    const server = await findServer(request, options.probe, report);
    if (server === null) return report.finish();
    lookAtEncryption(server, request, report);
    lookAtClock(server, report);
    const client = clientFor(server, request, options.clientOf);
    if (client === null || report.hasFailed()) return report.finish();
    await lookInside(client, report);
    return report.finish();
  };
}

type Findings = Omit<ConnectionReport, 'steps'>;
type Result = Omit<ConnectionReport['steps'][number], 'step'>;

/** A report under way: a step that is not settled was skipped. */
interface OpenReport {
  note(findings: Partial<Findings>): void;
  settle(step: ConnectionStep, status: Result['status'], error?: AppErrorData): void;
  hasFailed(): boolean;
  finish(): ConnectionReport;
}

function createReport(): OpenReport {
  const results = new Map<ConnectionStep, Result>();
  let found: Findings = {
    serverUrl: null,
    isEncrypted: null,
    clockAheadSeconds: null,
    repository: null,
    rights: null,
  };
  return {
    note(findings) {
      found = { ...found, ...findings };
    },
    settle: (step, status, error) => void results.set(step, { status, error: error ?? null }),
    hasFailed: () => [...results.values()].some(({ status }) => status === 'failed'),
    finish: () => ({
      ...found,
      steps: connectionSteps.map((step) => ({
        step,
        ...(results.get(step) ?? { status: 'skipped' as const, error: null }),
      })),
    }),
  };
}

async function findServer(
  { address }: ConnectionTest,
  probe: ServerProbe,
  report: OpenReport,
): Promise<ProbedServer | null> {
  try {
    // Nothing secret is sent, so that plain http can be looked at before anybody agrees to it.
    const server = await probe({ address, acceptPlainHttp: true });
    report.settle('reach', 'ok');
    report.note({
      serverUrl: server.baseUrl,
      isEncrypted: server.baseUrl.startsWith('https:'),
      clockAheadSeconds: server.clockAheadSeconds,
    });
    return server;
  } catch (error) {
    const { data } = toAppError(error);
    // Somebody answers, but who it is stays open.
    report.settle(data.reason === 'certificate' ? 'encryption' : 'reach', 'failed', data);
    return null;
  }
}

function lookAtEncryption(
  { baseUrl, isPlainHttp }: ProbedServer,
  { acceptPlainHttp }: ConnectionTest,
  report: OpenReport,
): void {
  if (!isPlainHttp) {
    report.settle('encryption', 'ok');
    return;
  }
  const { data } = createAppError(
    'invalid',
    `The connection to ${new URL(baseUrl).host} is not encrypted: on the way, others can read your password and everything you see. Ask the server’s administrator for an address with https.`,
    { reason: 'plain-http' },
  );
  report.settle('encryption', acceptPlainHttp ? 'warning' : 'failed', data);
}

function lookAtClock({ baseUrl, clockAheadSeconds }: ProbedServer, report: OpenReport): void {
  if (clockAheadSeconds === null) return;
  if (Math.abs(clockAheadSeconds) <= worrisomeSeconds) {
    report.settle('clock', 'ok');
    return;
  }
  const minutes = Math.round(Math.abs(clockAheadSeconds) / 60);
  const { host } = new URL(baseUrl);
  const side = clockAheadSeconds > 0 ? 'ahead of' : 'behind';
  const { data } = createAppError(
    'invalid',
    `The clock of ${host} is ${minutes} minutes ${side} the clock of this computer. Certificates can then count as expired or not valid yet, sign-ins by Kerberos fail, and times in the two places do not fit together. Set the one that is wrong.`,
  );
  report.settle('clock', 'warning', data);
}

/** The profile's own client, for the profile's own server: nobody else is shown its ticket. */
function clientFor(
  { baseUrl }: ProbedServer,
  { profileId }: ConnectionTest,
  clientOf: (profileId: string) => ProfileClient | null,
): AlfrescoClient | null {
  const profile = profileId === null ? null : clientOf(profileId);
  return profile?.serverUrl === baseUrl ? profile.client : null;
}

async function lookInside(client: AlfrescoClient, report: OpenReport): Promise<void> {
  let me: Person;
  try {
    me = await client.people.get('-me-', { timeoutMs });
    report.settle('sign-in', 'ok');
  } catch (error) {
    report.settle('sign-in', 'failed', toAppError(error).data);
    return;
  }
  let repository: Repository | null = null;
  try {
    const { edition, version, ...more } = await client.discovery.get({ timeoutMs });
    const { isReadOnly, isThumbnailGenerationEnabled } = more;
    repository = { edition, version, isReadOnly, isThumbnailGenerationEnabled };
    report.settle('version', 'ok');
  } catch (error) {
    const { data } = toAppError(error);
    if (data.status !== undefined && untold.has(data.status)) report.settle('version', 'ok');
    else report.settle('version', 'failed', data);
  }
  const isAdmin = await isAdministrator(client, me, { timeoutMs }).catch(() => null);
  report.note({ repository, rights: { userId: me.id, isAdmin } });
  const limit = limitOf(me, isAdmin, repository);
  if (limit === null) report.settle('rights', 'ok');
  else report.settle('rights', 'warning', limit);
}

/** What the user cannot do here, whatever the rights of the account. */
function limitOf(
  me: Person,
  isAdmin: boolean | null,
  repository: Repository | null,
): AppErrorData | null {
  const limits: string[] = [];
  if (repository?.isReadOnly === true) {
    limits.push('The server is read-only: nobody can change anything there.');
  }
  if (repository?.isThumbnailGenerationEnabled === false) {
    limits.push('The server makes no small pictures, so photos cannot be set.');
  }
  if (me.capabilities === null) {
    limits.push(
      isAdmin === null
        ? 'The server is too old (before 6.0) to say who is an administrator: Rollcall offers everything, and the server refuses what you may not do.'
        : 'The server is too old (before 6.0) to say who else is an administrator, and which accounts a directory service manages.',
    );
  }
  if (limits.length === 0) return null;
  return createAppError('unsupported', limits.join(' ')).data;
}
