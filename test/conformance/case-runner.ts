import type { Mail } from '../../main/demo/password-reset/password-resets.ts';
import type { ConformanceCase, MailStep, RequestStep } from './case-schema.ts';
import { applyCheck, valuesAt, type CheckedAnswer } from './checks.ts';
import { fillIn, type Variables } from './placeholders.ts';

/** The server that a case is run against. */
export interface TestedServer {
  /** Such as "http://127.0.0.1:34567", without a path. */
  readonly url: string;
  mails(): readonly Mail[];
}

const accounts = {
  admin: { user: 'admin', password: 'admin' },
  user: { user: 'alice', password: 'password' },
} as const;

/** Runs a case against a server that has just been reset; rejects with what is wrong. */
export async function runCase(testCase: ConformanceCase, server: TestedServer): Promise<void> {
  let variables: Variables = {};
  for (const step of testCase.setup ?? []) {
    const saved =
      'mail' in step ? saveFromMail(step, server) : await runStep(step, server, variables);
    variables = { ...variables, ...saved };
  }
  const answer = await send(testCase, server, variables);
  const { status, assert, extraAssert = [] } = testCase.expect;
  if (answer.status !== status) {
    throw new Error(`Status ${answer.status} should be ${status}: ${JSON.stringify(answer.json)}`);
  }
  for (const check of [...assert, ...extraAssert]) applyCheck(fillIn(check, variables), answer);
}

async function runStep(
  step: RequestStep,
  server: TestedServer,
  variables: Variables,
): Promise<Variables> {
  const answer = await send(step, server, variables);
  if (step.expectStatus !== undefined && answer.status !== step.expectStatus) {
    throw new Error(
      `Setup ${step.method} ${step.path}: ${answer.status} should be ${step.expectStatus}`,
    );
  }
  return Object.fromEntries(
    Object.entries(step.save ?? {}).map(([name, from]) => [name, savedValue(answer, from)]),
  );
}

function saveFromMail({ save }: MailStep, server: TestedServer): Variables {
  const mail = server.mails().at(-1);
  if (mail === undefined) throw new Error('No mail was sent');
  return Object.fromEntries(
    Object.entries(save).map(([name, from]) => [
      name,
      savedValue({ headers: new Headers(), json: mail }, from),
    ]),
  );
}

function savedValue(answer: CheckedAnswer, from: string): string {
  const value = from.startsWith('header:')
    ? answer.headers.get(from.slice('header:'.length))
    : valuesAt(answer.json, from)[0];
  if (typeof value !== 'string') throw new Error(`There is no ${from} to save`);
  return value;
}

async function send(
  step: Pick<RequestStep, 'method' | 'path' | 'query' | 'headers' | 'body' | 'as' | 'login'>,
  server: TestedServer,
  variables: Variables,
): Promise<CheckedAnswer & { readonly status: number }> {
  const url = new URL(server.url + encodeURI(fillIn(step.path, variables)).replaceAll('%25', '%'));
  for (const [name, value] of Object.entries(fillIn(step.query ?? {}, variables))) {
    url.searchParams.set(name, value);
  }
  const body = encodeBody(fillIn(step.body, variables));
  const response = await fetch(url, {
    method: step.method,
    headers: { ...authorization(step), ...fillIn(step.headers ?? {}, variables) },
    ...(body !== null && { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
  const json: unknown = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, json };
}

function authorization({ as, login }: Pick<RequestStep, 'as' | 'login'>): {
  readonly Authorization?: string;
} {
  const account = login ?? (as === 'none' ? null : accounts[as]);
  if (account === null) return {};
  const encoded = Buffer.from(`${account.user}:${account.password}`).toString('base64');
  return { Authorization: `Basic ${encoded}` };
}

function encodeBody(body: unknown): string | Uint8Array<ArrayBuffer> | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return body;
  if (typeof body !== 'object') throw new Error('This body is not understood');
  if ('$binary' in body && typeof body.$binary === 'string') {
    return new Uint8Array(Buffer.from(body.$binary, 'base64'));
  }
  if ('$fill' in body) return fillBytes(body.$fill);
  if (Object.keys(body).some((key) => key.startsWith('$'))) {
    throw new Error(`This body is not understood: ${JSON.stringify(body)}`);
  }
  return JSON.stringify(body);
}

function fillBytes(fill: unknown): Uint8Array<ArrayBuffer> {
  const { prefix, size } = fill as { readonly prefix: string; readonly size: number };
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(prefix, 'base64'));
  return bytes;
}
