import { setTimeout as delay } from 'node:timers/promises';
import { answerWithFault, createFaults } from './faults.ts';
import type { ImageScaler } from './image-scaler.ts';
import { htmlAnswer } from './json-answer.ts';
import type { Mail } from './password-reset/password-resets.ts';
import { createApp } from './routing/app.ts';
import { createServerState, type ServerState } from './server-state.ts';
import { demoSettingsSchema, type DemoSettingsInput } from './settings.ts';
import type { StatisticsReport } from './statistics.ts';

/** The demo server: Alfresco's People API over a directory in memory. */
export interface DemoServer {
  /**
   * Answers a request below `/alfresco`, whatever the host. Rejects only where the settings ask
   * for a broken connection.
   */
  fetch(request: Request): Promise<Response>;
  /** Starts anew with other settings; what is not given has its default. Throws a ZodError. */
  reset(settings?: DemoSettingsInput): void;
  mails(): readonly Mail[];
  stats(): StatisticsReport;
}

/** Creates the demo server. It opens no port; `scripts/demo-server` puts one in front. */
export function createDemoServer(options: {
  readonly settings?: DemoSettingsInput;
  readonly scaler: ImageScaler;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits for as long as the settings say that an answer takes. */
  readonly sleep?: (delayMs: number) => Promise<void>;
}): DemoServer {
  const { scaler, now = Date.now, sleep = wait } = options;
  const outside = { scaler, now, sleep };
  let running = start(options.settings ?? {}, outside);
  return {
    fetch: (request) => running.fetch(request),
    reset(settings = {}) {
      running = start(settings, outside);
    },
    mails: () => running.state.passwordResets.mails,
    stats: () => running.state.statistics.report(),
  };
}

async function wait(delayMs: number): Promise<void> {
  await delay(delayMs);
}

/** A server between two resets. */
interface Running {
  readonly state: ServerState;
  fetch(request: Request): Promise<Response>;
}

function start(
  input: DemoSettingsInput,
  outside: {
    readonly scaler: ImageScaler;
    readonly now: () => number;
    readonly sleep: (delayMs: number) => Promise<void>;
  },
): Running {
  const settings = demoSettingsSchema.parse(input);
  const state = createServerState(settings, outside);
  const faults = createFaults(settings);
  const app = createApp(state);

  async function realAnswer(request: Request): Promise<Response> {
    // Hono would answer it like GET; the server has no HEAD.
    if (request.method === 'HEAD') return htmlAnswer(404, 'Not Found');
    return app.fetch(request);
  }

  async function answer(request: Request): Promise<Response> {
    if (settings.latencyMs > 0) await outside.sleep(settings.latencyMs);
    const path = new URL(request.url).pathname;
    const fault = faults.next({ method: request.method, path });
    if (fault === null) return realAnswer(request);
    if (fault.delayMs > 0) await outside.sleep(fault.delayMs);
    return answerWithFault(fault, {
      errorLog: state.errorLog,
      realAnswer: () => realAnswer(request),
    });
  }

  return {
    state,
    async fetch(request) {
      const closed = state.statistics.opened();
      try {
        return await answer(request);
      } finally {
        closed();
      }
    },
  };
}
