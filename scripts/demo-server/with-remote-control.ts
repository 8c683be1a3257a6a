import type { DemoServer } from '../../main/demo/demo-server.ts';
import type { Mail } from '../../main/demo/password-reset/password-resets.ts';
import type { DemoSettingsInput } from '../../main/demo/settings.ts';
import { z } from '../../preload/model/zod.ts';

/**
 * A demo server that can also be steered over HTTP, below `/__demo`. Settings that a reset does not
 * name are those that the process was started with.
 */
export function withRemoteControl(
  server: DemoServer,
  startSettings: DemoSettingsInput,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    switch (`${request.method} ${pathname}`) {
      case 'POST /__demo/reset':
        return reset(server, startSettings, await request.text());
      case 'GET /__demo/mail':
        return Response.json(
          server.mails().map((mail) => ({ ...mail, link: linkIn(mail, origin) })),
        );
      case 'GET /__demo/stats':
        return Response.json(server.stats());
      default:
        return server.fetch(request);
    }
  };
}

/** The link as Share's users get it; a confirmation has none. */
function linkIn({ kind, id, key }: Mail, origin: string): string | null {
  if (kind === 'confirmation') return null;
  return `${origin}/share/page/reset-password?${new URLSearchParams({ key, id }).toString()}`;
}

function reset(server: DemoServer, startSettings: DemoSettingsInput, body: string): Response {
  try {
    const settings = z
      .record(z.string(), z.unknown())
      .parse(body.trim() === '' ? {} : JSON.parse(body));
    server.reset({ ...startSettings, ...settings });
    return new Response(null, { status: 204 });
  } catch (error) {
    return Response.json({ error: reasonOf(error) }, { status: 400 });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof SyntaxError) return `The body is no JSON: ${error.message}`;
  throw error;
}
