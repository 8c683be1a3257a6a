import { otherException } from './api-error.ts';
import { errorAnswer, type ErrorLog } from './error-answer.ts';
import { htmlAnswer } from './json-answer.ts';
import { createRandom } from './population/random.ts';
import type { DemoSettings, Fault } from './settings.ts';

/** Thrown out of `fetch` where the connection is to break; a transport closes its socket. */
export class DroppedConnectionError extends Error {
  override readonly name = 'DroppedConnectionError';
}

/** Decides which request is disturbed, and how. */
export interface Faults {
  /** The disturbance for a request, or null. Asking counts as a hit. */
  next(request: { readonly method: string; readonly path: string }): Fault | null;
}

/** Keeps the chance of faults apart from the chance that makes people. */
const faultStream = -1;

/** Creates the faults of the settings; chance is repeatable by the seed. */
export function createFaults({ faults, seed }: Pick<DemoSettings, 'faults' | 'seed'>): Faults {
  const random = createRandom(seed, faultStream);
  const active = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  return {
    next({ method, path }) {
      for (const entry of active) {
        const { fault } = entry;
        const isMatch =
          entry.left > 0 &&
          (fault.method ?? method).toUpperCase() === method.toUpperCase() &&
          new RegExp(fault.path ?? '').test(path);
        if (!isMatch || !random.chance(fault.probability)) continue;
        entry.left -= 1;
        return fault;
      }
      return null;
    },
  };
}

/** Answers instead of the API, or spoils what the API answers. */
export async function answerWithFault(
  fault: Fault,
  rest: { readonly errorLog: ErrorLog; readonly realAnswer: () => Promise<Response> },
): Promise<Response> {
  switch (fault.kind) {
    case 'error': {
      const error = otherException(fault.status, 'The request could not be served');
      return withRetryAfter(fault, errorAnswer(error, { errorLog: rest.errorLog, challenge: '' }));
    }
    case 'html':
      return withRetryAfter(fault, htmlAnswer(fault.status, 'Please wait'));
    case 'redirect':
      return new Response(null, { status: 302, headers: { Location: fault.location ?? '/' } });
    case 'truncated':
      return truncate(await rest.realAnswer());
    case 'drop':
      throw new DroppedConnectionError('The connection was dropped');
  }
}

function withRetryAfter({ retryAfterSeconds }: Fault, answer: Response): Response {
  if (retryAfterSeconds !== undefined) answer.headers.set('Retry-After', String(retryAfterSeconds));
  return answer;
}

async function truncate(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const half = bytes.slice(0, Math.floor(bytes.length / 2));
  return new Response(half, { status: answer.status, headers: answer.headers });
}
