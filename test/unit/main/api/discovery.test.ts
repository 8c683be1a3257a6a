import { describe, expect, it } from 'vitest';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { entry, useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();
const version = { major: '25', minor: '2', patch: '0', hotfix: '0', display: '25.2.0.0 (r1-b2)' };

describe('discovery.get', () => {
  it('answers edition, version and switches', async () => {
    const server = current();
    const status = { isReadOnly: true, isThumbnailGenerationEnabled: false };
    server.answer(200, entry({ repository: { id: 'x', edition: 'Community', version, status } }));
    expect(await server.client.discovery.get()).toEqual({
      id: 'x',
      edition: 'Community',
      version: '25.2.0',
      isReadOnly: true,
      isThumbnailGenerationEnabled: false,
    });
    expect(server.last().url).toBe('/alfresco/api/discovery');
  });

  it('does with what an old server leaves out', async () => {
    const server = current();
    server.answer(200, entry({ repository: { version: { display: '5.2.0 (r1)' } } }));
    expect(await server.client.discovery.get()).toEqual({
      id: null,
      edition: '',
      version: '5.2.0',
      isReadOnly: false,
      isThumbnailGenerationEnabled: true,
    });
  });

  it('says that it is switched off', async () => {
    const server = current();
    server.answer(501, alfrescoError(501, 'Repository discovery is disabled.'));
    expect(await appErrorOf(server.client.discovery.get())).toMatchObject({ code: 'unsupported' });
  });
});
