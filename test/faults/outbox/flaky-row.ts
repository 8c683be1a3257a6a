import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createAlfrescoClient } from '../../../main/api/client.ts';
import { createBackoff } from '../../../main/services/backoff.ts';
import { type Clock, systemClock } from '../../../main/services/clock.ts';
import { createConnectivity } from '../../../main/services/connectivity.ts';
import { createChangeSecrets } from '../../../main/services/outbox/change-secrets.ts';
import { createDrain } from '../../../main/services/outbox/drain.ts';
import { createLedger } from '../../../main/services/outbox/ledger.ts';
import { createOutbox } from '../../../main/services/outbox/outbox.ts';
import { openOutboxStore } from '../../../main/store/outbox/outbox-store.ts';
import { openPictures } from '../../../main/store/pictures.ts';
import type { Person } from '../../../preload/model/person.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { alfrescoError, sendJson } from '../../support/hostile-behaviours.ts';
import {
  type HostileServer,
  type SeenRequest,
  startHostileServer,
} from '../../support/hostile-server.ts';
import { createPeopleInMemory, createSecretsInMemory } from '../../support/outbox-rig.ts';
import { makePerson } from '../../support/people.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { type RowOptions, type RowResult, runRow } from './support/row.ts';
import { inScratchFolder } from './support/scratch-folder.ts';

const api = '/alfresco/api/-default-/public/alfresco/versions/1/people';
const timeoutMs = 400;
const shareOfFaults = 0.3;

/** What a fault makes of an answer: of the real one, where the server has done its part first. */
type Spoil = (response: ServerResponse, real: () => Promise<Real>) => Promise<void> | void;

interface Real {
  readonly status: number;
  readonly body: string;
}

const reset = (response: ServerResponse): void => void response.socket?.resetAndDestroy();
const raw = (response: ServerResponse, head: string, body: string | Buffer): void => {
  response.socket?.write(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${head}\r\n`);
  response.socket?.end(body);
};

const faults: Readonly<Record<string, Spoil>> = {
  500: (response) => sendJson(response, 500, alfrescoError(500, 'Broken')),
  502: (response) => void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502'),
  503: (response) => sendJson(response, 503, '{}', { 'Retry-After': '5' }),
  429: (response) => sendJson(response, 429, '{}', { 'Retry-After': '1' }),
  'reset before': reset,
  async 'reset in the middle'(response, real) {
    const { body } = await real();
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write(body.slice(0, body.length / 2), () => reset(response));
  },
  async 'reset after'(response, real) {
    await real();
    reset(response);
  },
  'no answer': () => undefined,
  async 'slow loris'(response, real) {
    const { status, body } = await real();
    response.writeHead(status, { 'Content-Type': 'application/json' });
    const bytes = body.split(/(?=.)/);
    const timer = setInterval(() => response.write(bytes.shift() ?? ' '), 50);
    response.on('close', () => clearInterval(timer));
  },
  async 'half the JSON'(response, real) {
    const { body } = await real();
    sendJson(response, 200, body.slice(0, -10));
  },
  'page of HTML': (response) =>
    void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<form>Wi-Fi</form>'),
  async 'empty 200'(response, real) {
    await real();
    sendJson(response, 200, '');
  },
  async 'bad gzip'(response, real) {
    const packed = gzipSync((await real()).body).subarray(0, -12);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    response.end(packed);
  },
  async 'wrong length'(response, real) {
    const { body } = await real();
    raw(response, `Content-Length: ${body.length + 40}\r\nConnection: close\r\n`, body);
  },
  async 'two answers'(response, real) {
    const { body } = await real();
    sendJson(response, 200, body + body);
  },
};

/** B5: three requests in ten go wrong, in each way there is; `rounds` queued edits get there. */
export function testFlakyServer(options: RowOptions): Promise<RowResult> {
  return runRow(options, (findings, { rounds, seed }) =>
    inScratchFolder(async (folder) => {
      const random = createSeededRandom(seed);
      const met = new Map<string, number>();
      const posts = new Map<string, number>();
      const demo = createTestDemo({ fixture: 'demo', people: 90 });
      const ask = async (request: SeenRequest): Promise<Real> => {
        const { method, url, headers, body } = request;
        const answer = await demo.fetch(
          new Request(`http://demo.invalid${url}`, {
            method,
            headers: {
              authorization: headers.authorization ?? '',
              'content-type': 'application/json',
            },
            ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
          }),
        );
        if (method === 'POST' && answer.status === 201 && url === api) {
          const { id } = JSON.parse(body.toString()) as { id: string };
          posts.set(id, (posts.get(id) ?? 0) + 1);
        }
        return { status: answer.status, body: await answer.text() };
      };
      let isFlaky = false;
      const server = await startHostileServer(async (request, response) => {
        const names = Object.keys(faults);
        const name = names[Math.floor(random() * names.length)] ?? '';
        if (isFlaky && random() < shareOfFaults) {
          met.set(name, (met.get(name) ?? 0) + 1);
          return faults[name]?.(response, () => ask(request));
        }
        const { status, body } = await ask(request);
        sendJson(response, status, body);
      });
      const started = await start(server, folder, random, rounds);
      const { outbox, drain, client, people } = started;
      const wanted = new Map<string, string>();
      const release = people.map(({ id }) => drain.hold(id));
      for (let number = 0; number < rounds; number += 1) {
        const title = `title ${number}`;
        if (number % 8 === 7) {
          const id = `flaky-${number}`;
          wanted.set(id, title);
          const values = { firstName: 'New', email: `${id}@example.com`, jobTitle: title };
          release.push(drain.hold(id));
          await outbox.create({ id, values, password: 'secret' });
        } else {
          const person = people[number % people.length];
          if (person === undefined) continue;
          const before = outbox.ofPerson(person.id).at(-1)?.mine.jobTitle ?? person.jobTitle;
          wanted.set(person.id, title);
          const edit = { base: { jobTitle: before }, mine: { jobTitle: title } };
          await outbox.save({ personId: person.id, ...edit });
        }
      }
      isFlaky = true;
      for (const go of release) go();
      drain.wake();
      await drain.idle();
      // What met five errors of the server itself waits for the user, who tries again.
      let retries = 0;
      for (; outbox.changes.length > 0 && retries < 20; retries += 1) {
        for (const { state, error } of outbox.changes) {
          if (state === 'refused' && error?.code === 'server') continue;
          if (state !== 'waiting') findings.wrong(`${state}: ${JSON.stringify(error)}`);
        }
        await outbox.retry(null);
        await drain.idle();
      }
      isFlaky = false;
      for (const [id, title] of wanted) {
        const { jobTitle } = await client.people.get(id);
        if (jobTitle !== title) findings.lost(`${id} is ${String(jobTitle)} and not ${title}`);
      }
      for (const [id, count] of posts) if (count > 1) findings.duplicate(`created ${id}`);
      for (const change of outbox.changes) findings.wrong(`left over: ${JSON.stringify(change)}`);
      const faultCount = [...met.values()].reduce((sum, count) => sum + count, 0);
      findings.note(
        `${faultCount} faults of ${met.size} kinds, ${server.requests.length} requests`,
      );
      findings.note(`${retries} times tried again by hand`);
      await started.close();
      await server.close();
    }),
  );
}

/** A clock on which a second takes a millisecond, so that waiting is short and order stays. */
function createQuickClock(): Clock {
  return {
    elapsedMs: () => systemClock.elapsedMs() * 1000,
    sleep: (delayMs, signal) => systemClock.sleep(delayMs / 1000, signal),
  };
}

async function start(server: HostileServer, folder: string, random: () => number, size: number) {
  let ticket: string | null = null;
  const client = createAlfrescoClient({
    baseUrl: `${server.origin}/alfresco`,
    fetch,
    authorization: () => ticket,
    timeoutMs,
  });
  ({ ticket } = await client.tickets.create({ userId: 'admin', password: 'admin' }));
  const now = Date.now;
  const clock = createQuickClock();
  const store = openOutboxStore({ file: join(folder, 'outbox.db'), now });
  const people: Person[] = [];
  for (let number = 0; number < size; number += 1) {
    const id = `person-${number}`;
    const names = { firstName: 'Per', email: `${id}@example.com` };
    people.push(await client.people.create({ id, ...names, password: 'secret' }));
  }
  const cache = createPeopleInMemory(people.map((person) => makePerson(person)));
  const ledger = createLedger({ store, people: cache, userId: 'admin', now });
  const connectivity = createConnectivity(now);
  const secrets = createChangeSecrets({
    secrets: createSecretsInMemory(new Map()),
    isOnline: () => connectivity.state.status === 'online',
  });
  const backoff = createBackoff(clock, random);
  const pictures = openPictures({ folder: join(folder, 'pictures'), now });
  const photos = { pictures, ownOf: (personId: string) => store.ownPhotoOf(personId) };
  const drain = createDrain({
    ledger,
    client,
    secrets,
    photos,
    connectivity,
    backoff,
    clock,
    now,
  });
  const outbox = createOutbox({ store, ledger, drain, secrets, people: cache, backoff, now });
  return {
    outbox,
    drain,
    client,
    people,
    async close() {
      await drain.stop();
      store.close();
    },
  };
}
