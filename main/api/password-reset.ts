import type { AlfrescoClient } from '../services/ports/alfresco.ts';
import type { ApiRequest, Transport } from './transport.ts';

/**
 * Password reset, without a sign-in: `/people/{id}/request-password-reset` and
 * `/people/{id}/reset-password` of the core API.
 *
 * - `request`: asks for the mail. Accepted for unknown and disabled people too; `not-found` where
 *   the client (the web app whose link the mail holds, such as "share") is not registered.
 * - `complete`: takes id and key from the link in the mail. Accepted even where nothing happens
 *   (used or expired link, wrong key, id in another spelling): only signing in proves it.
 */
export function createPasswordReset(transport: Transport): AlfrescoClient['passwordReset'] {
  return {
    async request(id, client, options) {
      await transport.send(
        {
          ...resetRequest(id, 'request-password-reset'),
          json: { client },
          meanings: {
            404: {
              message:
                'This server has no page for new passwords under that name. Ask its administrator which client application is set up for password reset.',
            },
          },
        },
        options,
      );
    },
    async complete(id, reset, options) {
      const { password, key } = reset;
      await transport.send(
        {
          ...resetRequest(id, 'reset-password'),
          json: { password, id: reset.id, key },
          // Whoever has the key can set the password.
          secrets: [password, key],
        },
        options,
      );
    },
  };
}

function resetRequest(id: string, action: string): ApiRequest {
  return {
    method: 'POST',
    root: 'core',
    segments: ['people', id, action],
    isAuthenticated: false,
    expected: [202],
    limitBytes: 64 * 1024,
  };
}
