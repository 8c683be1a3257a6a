import { Hono, type Context } from 'hono';
import { ApiError, otherException } from '../api-error.ts';
import { errorAnswer } from '../error-answer.ts';
import { htmlAnswer } from '../json-answer.ts';
import { deletePersonByScript } from '../people/delete-person.ts';
import type { ServerState } from '../server-state.ts';
import { dispatch, dispatchDiscovery } from './dispatch.ts';
import { isRefusedPath } from './resource-path.ts';

const apiBase = '/alfresco/api/:network/public/:api/versions/:version';

/** Puts the parts of the server under their addresses. */
export function createApp(state: ServerState): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (isRefusedPath(rawPathOf(context.req.raw))) return htmlAnswer(400, 'Bad Request');
    await next();
    return undefined;
  });
  app.get('/alfresco', () => htmlAnswer(200, 'Welcome to Alfresco'));
  app.get('/alfresco/', () => htmlAnswer(200, 'Welcome to Alfresco'));
  for (const path of ['/alfresco/api/discovery', '/alfresco/api/discovery/']) {
    app.all(path, (context) => dispatchDiscovery({ ...common(context), network: '-default-' }));
  }
  for (const path of ['/alfresco/s/api/people/:id', '/alfresco/service/api/people/:id'] as const) {
    app.delete(path, (context) =>
      deletePersonByScript({ ...common(context), id: context.req.param('id') }),
    );
  }
  app.all(`${apiBase}/*`, (context) => {
    const { network, api, version } = context.req.param();
    return dispatch({ ...common(context), network, api, version });
  });
  app.notFound(() => htmlAnswer(404, 'HTTP Status 404 – Not Found'));
  app.onError((error, context) =>
    errorAnswer(error instanceof ApiError ? error : otherException(500, error.message), {
      errorLog: state.errorLog,
      challenge: challengeOf(state, context.req.raw),
    }),
  );

  function common(context: Context) {
    const request = context.req.raw;
    const query = new URL(request.url).searchParams;
    return { state, request, query, rawPath: belowVersion(rawPathOf(request)) };
  }

  return app;
}

function rawPathOf(request: Request): string {
  return new URL(request.url).pathname;
}

function belowVersion(path: string): string {
  return path.replace(/^.*?\/versions\/[^/]*\/?/s, '');
}

/** The scheme that browsers do not know keeps them from asking for a password. */
function challengeOf(state: ServerState, request: Request): string {
  const isBasic = state.settings.basicAuthScheme || !state.has('ticketChallenge');
  const network =
    /^\/alfresco\/api\/([^/]+)\/public\//.exec(rawPathOf(request))?.[1] ?? '-default-';
  return `${isBasic ? 'Basic' : 'AlfTicket'} realm="Alfresco ${network} tenant"`;
}
