import { app } from 'electron';
import { createServerFetch } from '../../../main/electron/server-fetch.ts';
import { createProxyQuestions } from '../../../main/services/proxy-questions.ts';
import { tlsCases, transportCases } from '../../support/transport-cases.ts';
import type { TransportAddresses } from '../../support/transport-servers.ts';

/** The mark before the line that the test reads. */
const mark = 'TRANSPORT-RESULTS ';

// An Electron app without a window: it runs the transport cases over the fetch that Rollcall uses
// for real servers, prints what it saw, and quits.
void app.whenReady().then(async () => {
  const addresses = JSON.parse(process.env.TRANSPORT_ADDRESSES ?? '') as TransportAddresses;
  const fetch = createServerFetch(createProxyQuestions());
  const results: Record<string, unknown> = {};
  const named = new Set(JSON.parse(process.env.TRANSPORT_CASES ?? '') as string[]);
  for (const { name, run } of [...transportCases, ...tlsCases]) {
    if (!named.has(name)) continue;
    results[name] = await run(fetch, addresses).catch((error: unknown) => ({
      code: 'threw',
      reason: String(error),
      message: '',
    }));
  }
  process.stdout.write(`${mark}${JSON.stringify(results)}\n`, () => app.quit());
});
