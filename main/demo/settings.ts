import { z } from '../../preload/model/zod.ts';
import { serverVersionPattern } from './server-version.ts';

/** A disturbance put before the answers that match. */
const faultSchema = z.strictObject({
  /** Requests of this method only. */
  method: z.string().optional(),
  /** Requests whose path matches this regular expression only. */
  path: z.string().refine(isRegularExpression, 'not a regular expression').optional(),
  /**
   * `error`: a JSON error with `status` · `html`: a page of a proxy or captive portal with `status`
   * · `truncated`: the real answer, cut in the middle · `drop`: the connection breaks ·
   * `redirect`: to `location`.
   */
  kind: z.enum(['error', 'html', 'truncated', 'drop', 'redirect']).default('error'),
  status: z.int().min(200).max(599).default(503),
  retryAfterSeconds: z.int().min(0).optional(),
  location: z.string().optional(),
  /** Time before the disturbance. */
  delayMs: z.int().min(0).default(0),
  /** Share of the matching requests that it hits, 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
  /** After this many hits it is over. */
  times: z.int().min(1).optional(),
});

/** Every switch of the demo server; `docs/demo-server.md` describes them for users. */
export const demoSettingsSchema = z.strictObject({
  /** `cases`: the five people of the conformance cases · `demo`: an invented company. */
  fixture: z.enum(['cases', 'demo']).default('demo'),
  /** Size of the invented company, its built-in accounts included. */
  people: z.int().min(1).max(1_000_000).default(500),
  /** The same seed gives the same company. */
  seed: z.int().min(0).max(0xffffffff).default(1),
  /** Behaviour of this release, such as "6.0" or "25.2.0". */
  version: z.string().regex(serverVersionPattern).default('26.3.0'),
  edition: z.enum(['Community', 'Enterprise']).default('Community'),
  /** What discovery calls the repository; another one is another repository. */
  repositoryId: z.string().min(1).default('5b1f0c1e-7d3a-4f0e-9c2a-d0e0000000a1'),
  /** Writes are refused with 403. */
  readOnly: z.boolean().default(false),
  discoveryEnabled: z.boolean().default(true),
  thumbnailsEnabled: z.boolean().default(true),
  /** The newer rendition service. */
  renditionsEnabled: z.boolean().default(true),
  /** Whether the index behind /queries/people answers. */
  searchEnabled: z.boolean().default(true),
  /** Bytes of one upload; null: no limit. */
  maximumFileSizeLimit: z.int().min(0).nullable().default(null),
  /** Time until the photo of an upload can be read (6.1 and later). */
  avatarDelayMs: z.int().min(0).default(0),
  /** Time added to each answer. */
  latencyMs: z.int().min(0).default(0),
  faults: z.array(faultSchema).default([]),
  /** Whether quotas are kept and shown. */
  usagesEnabled: z.boolean().default(false),
  /** Bytes that a person may store, by user id. */
  quotas: z.record(z.string(), z.int().min(0)).default({}),
  /** Challenge with the scheme Basic, which makes browsers ask for a password. */
  basicAuthScheme: z.boolean().default(false),
  ticketValidMs: z.int().min(1).default(3_600_000),
  ticketExpiry: z
    .enum(['AFTER_INACTIVITY', 'AFTER_FIXED_TIME', 'DO_NOT_EXPIRE'])
    .default('AFTER_INACTIVITY'),
  /** Whether all logins of a person share one ticket. */
  singleTicketPerUser: z.boolean().default(true),
  /** Whether ten wrong passwords in a row lock a user name for six seconds. */
  bruteForceProtection: z.boolean().default(true),
  /** Whether admins may enable and disable people of a directory service (23.3 and later). */
  immutableEnabledUpdate: z.boolean().default(false),
  /** Life of a password-reset link. */
  resetLinkValidMs: z.int().min(1).default(3_600_000),
  /** Clients with a page for password resets. */
  resetClients: z.array(z.string()).default(['share']),
});

export type DemoSettings = z.output<typeof demoSettingsSchema>;
export type DemoSettingsInput = z.input<typeof demoSettingsSchema>;
export type Fault = DemoSettings['faults'][number];

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
