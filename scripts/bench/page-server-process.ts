import { setTimeout as delay } from 'node:timers/promises';
import { createDemoServer } from '../../main/demo/demo-server.ts';
import { listen } from '../demo-server/listen.ts';
import { createSharpImageScaler } from '../demo-server/sharp-image-scaler.ts';

/**
 * The demo server in a process of its own: `node page-server-process.ts <people>`. Pages of people
 * are kept once they have been answered, so that repeated measurements show the clients and not the
 * demo server's making of people. Below `/__bench` the bench sets the latency and reads counters.
 */
const people = Number(process.argv[2]);
const demo = createDemoServer({ settings: { people }, scaler: createSharpImageScaler() });

interface KeptPage {
  readonly bytes: ArrayBuffer;
  readonly headers: Headers;
}

const kept = new Map<string, KeptPage>();
let latencyMs = 0;
let firstPageAt: number | null = null;
let open = 0;
let mostOpen = 0;

async function answer(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (pathname.startsWith('/__bench/')) return control(pathname, search);
  open += 1;
  mostOpen = Math.max(mostOpen, open);
  try {
    if (latencyMs > 0) await delay(latencyMs);
    return await answerApi(request, search, pathname);
  } finally {
    open -= 1;
  }
}

async function answerApi(request: Request, search: string, pathname: string): Promise<Response> {
  const isPage = request.method === 'GET' && pathname.endsWith('/people');
  // Without a ticket there is no page, kept or not: an app that only starts must not refresh.
  if (!isPage || !request.headers.has('authorization')) return demo.fetch(request);
  const { bytes, headers } = kept.get(search) ?? (await keep(search, request));
  firstPageAt ??= Date.now();
  return new Response(bytes, { headers });
}

async function keep(search: string, request: Request): Promise<KeptPage> {
  const response = await demo.fetch(request);
  const page = { bytes: await response.arrayBuffer(), headers: response.headers };
  if (response.status === 200) kept.set(search, page);
  return page;
}

function control(pathname: string, search: string): Response {
  if (pathname === '/__bench/latency') latencyMs = Number(search.slice(1));
  if (pathname === '/__bench/forget') {
    kept.clear();
    demo.reset({ people });
    mostOpen = 0;
  }
  if (pathname === '/__bench/await-page') firstPageAt = null;
  return Response.json({ ...demo.stats(), mostOpen, firstPageAt });
}

const listening = await listen({ port: 0, fetch: answer });
process.once('SIGTERM', () => void listening.close().then(() => process.exit(0)));
process.once('disconnect', () => process.exit(0));
process.send?.(listening.url);
