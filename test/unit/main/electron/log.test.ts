import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLogFile } from '../../../../main/electron/log-file.ts';
import { describeError } from '../../../../main/electron/log-text.ts';
import type { Log, LogMessage } from '../../../../main/services/ports/log.ts';
import { AppError } from '../../../../preload/model/app-error.ts';
import { createAppError } from '../../../../main/services/errors.ts';
import { createCanary, findCanaries } from '../../../support/canaries.ts';
import { makeTestFolder } from '../../../support/folders.ts';

const traceId = '01234567-89ab-cdef-0123-456789abcdef';
const canaries = ['password', 'ticket', 'email', 'phone'].map(createCanary);
const canary = fc.constantFrom(...canaries.map(({ value }) => value));

/** Secrets as they come along in texts. */
const text = canary.chain((secret) =>
  fc.constantFrom(
    secret,
    `https://alice:${secret}@ecm.example/alfresco?alf_ticket=${secret}#${secret}`,
    `Authorization: Basic ${Buffer.from(`alice:${secret}`).toString('base64')}`,
    JSON.stringify({ userId: 'alice', password: secret }),
    `Mail to ${secret}@example.com\n    at ${secret} (/home/${secret}/${secret}.js:1:1)`,
    Buffer.from(secret).toString('hex'),
    inspect(Buffer.from(secret, 'utf16le')),
    encodeURIComponent(`"${secret}"`),
  ),
);

/** Anything that could be thrown, with secrets anywhere in it. */
const { thrown } = fc.letrec<{ thrown: unknown }>((tie) => ({
  thrown: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'cause' },
    text,
    text.map((secret) => Buffer.from(secret)),
    text.map((secret) => ({ headers: { authorization: secret }, toString: () => secret })),
    fc.record({ secret: text, kind: fc.nat(7), cause: tie('thrown') }).map(createError),
  ),
}));

function createError(made: { secret: string; kind: number; cause: unknown }): Error {
  const { secret, kind, cause } = made;
  const error = new Error(secret, { cause });
  if (kind === 1) return new TypeError(secret, { cause });
  if (kind === 2) return new AggregateError([new Error(secret), cause], secret, { cause });
  if (kind === 3) return new AppError({ ...createAppError('bug', secret).data }, { cause });
  if (kind === 4) Object.assign(error, { name: secret, code: secret, options: { body: secret } });
  // The message of the stack is the old one.
  if (kind === 5) error.message = 'changed since';
  if (kind === 6) error.stack = `Error: ${secret}\n    at ${secret} (file:///${secret}:1:2)`;
  if (kind === 7) {
    Object.defineProperty(error, 'stack', {
      get() {
        throw new Error(secret);
      },
    });
  }
  return error;
}

function openLog(): { readonly log: Log; readonly file: string } {
  const file = join(makeTestFolder(), 'logs', 'main.log');
  return { log: openLogFile(file, { isPrinted: false }), file };
}

describe('the log file', () => {
  it('holds what an engineer needs', () => {
    const { log, file } = openLog();
    log.info('An unusable cache was set aside; it is fetched again');
    log.warn('Refused input', { traceId, count: 3 });
    log.warn('Refused a message of an untrusted sender', { channel: 'people:get' });
    const cause = Object.assign(new Error('no such file'), { code: 'ENOENT' });
    log.error('Handler failed', traceId, new TypeError('secret words', { cause }));
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('An unusable cache was set aside; it is fetched again');
    expect(text).toContain(`Refused input ${traceId} 3`);
    expect(text).toContain('Refused a message of an untrusted sender people:get');
    expect(text).toMatch(new RegExp(`Handler failed ${traceId}: TypeError\n[^]*Error ENOENT\n`));
    expect(text).not.toContain('secret words');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('says where in main an error arose', () => {
    const { stack = '' } = new Error('here');
    const own = join(import.meta.dirname, '../../../../main/electron/log-text.ts');
    const error = Object.assign(new Error('x'), { stack: `${stack}\n    at f (${own}:12:34)` });
    expect(describeError(error)).toMatch(/^Error\n {2}at elsewhere\n {2}at main 12:34$/);
  });

  it('holds no secret and no person after 10,000 calls that are full of them', () => {
    const { log, file } = openLog();
    const untyped = log as unknown as Record<string, (...args: unknown[]) => void>;
    const fact = fc.option(text, { nil: undefined });
    const call = fc.record({
      level: fc.constantFrom('info', 'warn', 'error'),
      message: fc.oneof(text, fc.constant<LogMessage>('Refused input')),
      facts: fc.record({ traceId: fact, channel: fact, count: fact }),
      thrown,
    });
    fc.assert(
      fc.property(call, ({ level, message, facts, thrown: cause }) => {
        if (level === 'error') log.error(message as LogMessage, facts.traceId ?? traceId, cause);
        else untyped[level]?.(message, facts);
      }),
      { numRuns: 10_000 },
    );
    const bytes = Buffer.concat([file, file.replace('.log', '.old.log')].map(readIfThere));
    expect(bytes.toString().match(/^\[.*\] \[(info|warn|error)\]/gm)).toHaveLength(10_000);
    expect(findCanaries(bytes, canaries, file)).toEqual([]);
    // The look itself can find: the same, had one message been written as it came.
    const [first] = canaries;
    const leak = Buffer.concat([bytes, Buffer.from(inspect(new Error(`x=${first?.value}`)))]);
    expect(findCanaries(leak, canaries, file)).toHaveLength(1);
  });
});

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
