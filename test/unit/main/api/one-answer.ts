import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import type { AlfrescoClient } from '../../../../main/services/ports/alfresco.ts';
import { sendJson } from '../../../support/hostile-behaviours.ts';
import {
  startHostileServer,
  type Behaviour,
  type HostileServer,
  type SeenRequest,
} from '../../../support/hostile-server.ts';
import { canarySecrets } from '../../../support/transport-cases.ts';

/** A server on a real socket that answers as the test says, and a client of it. */
export interface OneAnswer {
  readonly client: AlfrescoClient;
  readonly baseUrl: string;
  /** The next answers; an ordinary person until a test says otherwise. */
  behave: Behaviour;
  answer(status: number, body: string, headers?: Readonly<Record<string, string>>): void;
  readonly requests: readonly SeenRequest[];
  /** The latest request. */
  last(): SeenRequest;
  readonly server: HostileServer;
}

export const corePath = '/alfresco/api/-default-/public/alfresco/versions/1';
export const authenticationPath = '/alfresco/api/-default-/public/authentication/versions/1';

/** An entity in its envelope, as JSON. */
export function entry(value: object): string {
  return JSON.stringify({ entry: value });
}

/** Starts a server for the tests of a file; each test begins with an ordinary answer. */
export function useOneAnswer(): () => OneAnswer {
  let current: OneAnswer | undefined;
  let server: HostileServer;
  beforeAll(async () => {
    server = await startHostileServer((request, response) => it().behave(request, response));
  });
  beforeEach(() => {
    const baseUrl = `${server.origin}/alfresco`;
    const firstRequest = server.requests.length;
    current = {
      client: createAlfrescoClient({ baseUrl, fetch, authorization: () => canarySecrets.ticket }),
      baseUrl,
      server,
      behave: (_request, response) => sendJson(response, 200, entry({ id: 'alice' })),
      answer(status, body, headers) {
        this.behave = (_request, response) => sendJson(response, status, body, headers);
      },
      get requests() {
        return server.requests.slice(firstRequest);
      },
      last() {
        const request = server.requests.at(-1);
        if (request === undefined) throw new Error('There was no request');
        return request;
      },
    };
  });
  afterAll(() => server.close());
  const it = (): OneAnswer => {
    if (current === undefined) throw new Error('The server has not started');
    return current;
  };
  return it;
}
