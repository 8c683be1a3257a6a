import { disabledService, invalidArgument } from './api-error.ts';
import { entryAnswer } from './json-answer.ts';
import { filterFields } from './parameters/recognized-parameters.ts';
import type { OpenOperation, Operation } from './routing/exchange.ts';
import type { DemoSettings } from './settings.ts';

/** GET /alfresco/api/discovery */
export const discover: Operation = ({ state }) => {
  if (!state.settings.discoveryEnabled) {
    throw disabledService('Not available - the Discovery API is disabled');
  }
  return entryAnswer({ repository: describeRepository(state.settings) });
};

/** GET /probes/-live- and /probes/-ready- */
export const probe: OpenOperation = ({ entityId, parameters }) => {
  const message = {
    '-live-': 'liveProbe: Success - Tested',
    '-ready-': 'readyProbe: Success - Tested',
  }[entityId.toLowerCase()];
  if (message === undefined) throw invalidArgument(`Bad probe name: ${entityId}`);
  return entryAnswer(filterFields({ message }, parameters));
};

function describeRepository(settings: DemoSettings): object {
  const [major = '0', minor = '0', patch = '0', hotfix = '0'] = settings.version.split('.');
  const label = 'rdemo-bdemo';
  const schema = 20_000;
  return {
    id: settings.repositoryId,
    edition: settings.edition,
    version: {
      major,
      minor,
      patch,
      hotfix,
      schema,
      label,
      display: `${major}.${minor}.${patch}.${hotfix} (${label}) schema ${schema}`,
    },
    ...(settings.edition === 'Enterprise' && { license: license() }),
    status: {
      isReadOnly: settings.readOnly,
      isAuditEnabled: true,
      isQuickShareEnabled: true,
      isThumbnailGenerationEnabled: settings.thumbnailsEnabled,
      isDirectAccessUrlEnabled: false,
    },
    modules: [
      {
        id: 'alfresco-share-services',
        title: 'Alfresco Share Services AMP',
        description: 'Module to be applied to alfresco.war, containing APIs for Alfresco Share',
        version: `${major}.${minor}.${patch}`,
        installState: 'INSTALLED',
        versionMin: '6.1',
        versionMax: '999',
      },
    ],
  };
}

function license(): object {
  return {
    issuedAt: '2024-01-01T00:00:00.000+0000',
    expiresAt: '2099-12-31T00:00:00.000+0000',
    remainingDays: 9999,
    holder: 'Demo',
    mode: 'ENTERPRISE',
    entitlements: { maxUsers: 0, maxDocs: 0, isClusterEnabled: false, isCryptodocEnabled: false },
  };
}
