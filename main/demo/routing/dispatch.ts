import {
  authenticationFailed,
  notFound,
  notFoundWith,
  otherException,
  unsupportedOperation,
  unsupportedOperationWith,
} from '../api-error.ts';
import { discover } from '../discovery.ts';
import type { PersonRecord } from '../directory/person-record.ts';
import { jsonAnswer } from '../json-answer.ts';
import { readRecognizedParameters } from '../parameters/recognized-parameters.ts';
import type { ServerState } from '../server-state.ts';
import type { OpenExchange } from './exchange.ts';
import { parseResourcePath, type ResourcePath } from './resource-path.ts';
import {
  authenticationResources,
  coreResources,
  type Endpoint,
  type Method,
  type Resource,
} from './resources.ts';

/** A request to one of the versioned APIs. */
export interface ApiRequest {
  readonly state: ServerState;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** Such as "-default-". */
  readonly network: string;
  /** Such as "alfresco" (the core API) or "authentication". */
  readonly api: string;
  readonly version: string;
  /** What follows the version, as sent. */
  readonly rawPath: string;
}

type Responder = Response | Promise<Response>;

/** Finds and runs the operation that a request means, with the server's order of checks. */
export function dispatch(api: ApiRequest): Responder {
  const { request, rawPath } = api;
  const path = parseResourcePath(rawPath);
  switch (request.method) {
    case 'GET':
    case 'POST': {
      // The route is looked up first: what does not exist is missing for strangers, too.
      const target = locate(api, path, request.method);
      if (target.endpoint?.isOpen === true) {
        checkNetwork(api);
        refuseWriteIfReadOnly(api);
        return target.endpoint.run(openExchange(api, path, target));
      }
      return run(api, path, target, authenticate(api));
    }
    case 'PUT':
    case 'DELETE': {
      const caller = authenticate(api);
      return run(api, path, locate(api, path, request.method), caller);
    }
    case 'OPTIONS':
      authenticate(api);
      return jsonAnswer(200, {});
    default:
      throw notFound(`/${rawPath}`);
  }
}

/** GET /alfresco/api/discovery, which belongs to no network. */
export function dispatchDiscovery(api: Omit<ApiRequest, 'api' | 'version'>): Responder {
  if (!api.state.has('wholePeopleApi') || api.request.method !== 'GET')
    throw notFound('/discovery');
  const caller = authenticate(api);
  api.state.statistics.count('GET discovery');
  const parameters = readRecognizedParameters(api.query);
  const { state, request, query } = api;
  return discover({ state, request, query, parameters, entityId: '', relationshipId: '', caller });
}

interface Target {
  readonly name: string;
  /** Null where the resource is known, but not in this shape of the address. */
  readonly endpoint: Endpoint | null;
}

function locate(api: ApiRequest, path: ResourcePath, method: Method): Target {
  const name = resourceName(path);
  const resource = resourcesOf(api)?.get(name);
  if (resource === undefined || isBelowLeaf(path, resource) || !exists(api.state, name, resource)) {
    throw notFoundWith(`Unable to locate resource resource for :${name.replace('/', ' ')}`);
  }
  if (resource.collection[method] === undefined && resource.instance[method] === undefined) {
    throw unsupportedOperation();
  }
  const isInstance = isInstancePath(path);
  const endpoint = (isInstance ? resource.instance : resource.collection)[method] ?? null;
  const target = { name: isInstance ? `${name}/{id}` : name, endpoint };
  // The oldest releases have this one call of the whole API.
  const isOldest = target.name === 'people/{id}' && method === 'GET';
  if (!isOldest && !api.state.has('wholePeopleApi')) throw unsupportedOperation();
  return target;
}

function isBelowLeaf({ relationshipId, isTooDeep }: ResourcePath, { isLeaf }: Resource): boolean {
  return isTooDeep || (isLeaf === true && relationshipId !== '');
}

/** In `/queries/people` the second part is a resource and not an id. */
function resourceName({ entity, entityId, relation }: ResourcePath): string {
  if (entity === 'queries') return `queries/${entityId}`;
  return relation === null ? entity : `${entity}/${relation}`;
}

function isInstancePath({ entity, entityId, relation, relationshipId }: ResourcePath): boolean {
  if (entity === 'queries') return relation !== null;
  return (relation === null ? entityId : relationshipId) !== '';
}

function resourcesOf({ api, version }: ApiRequest): ReadonlyMap<string, Resource> | null {
  if (version !== '1') return null;
  if (api === 'alfresco') return coreResources;
  return api === 'authentication' ? authenticationResources : null;
}

function exists(state: ServerState, name: string, resource: Resource): boolean {
  return state.has(resource.since) || name === 'people';
}

function run(
  api: ApiRequest,
  path: ResourcePath,
  { name, endpoint }: Target,
  caller: PersonRecord,
): Responder {
  refuseWriteIfReadOnly(api);
  const exchange = openExchange(api, path, { name, endpoint });
  if (endpoint === null) throw wrongShape(api.request.method);
  return endpoint.run({ ...exchange, caller });
}

function openExchange(api: ApiRequest, path: ResourcePath, { name }: Target): OpenExchange {
  const { state, request, query } = api;
  state.statistics.count(`${request.method} ${name}`);
  const { entityId, relationshipId } = path;
  const parameters = readRecognizedParameters(query);
  return { state, request, query, parameters, entityId, relationshipId };
}

function wrongShape(method: string): Error {
  if (method === 'POST')
    return unsupportedOperationWith('POST is executed against a collection URL');
  if (method === 'GET') return unsupportedOperation();
  return unsupportedOperationWith(`${method} is executed against the instance URL`);
}

function authenticate(api: Omit<ApiRequest, 'api' | 'version'>): PersonRecord {
  const { state, request, query } = api;
  const caller = state.authenticator.authenticate(request, query);
  checkNetwork(api);
  return caller;
}

/** Another network is no place for the caller, whether or not it exists. */
function checkNetwork({ request, network }: Pick<ApiRequest, 'request' | 'network'>): void {
  if (network === '-default-' || network === '-system-') return;
  const script = `Web Script org/alfresco/api/ResourceWebScript.${request.method.toLowerCase()}`;
  throw authenticationFailed(`Authentication failed for ${script}`);
}

function refuseWriteIfReadOnly({ state, request, api }: ApiRequest): void {
  const isWrite = request.method !== 'GET' && api !== 'authentication';
  if (state.settings.readOnly && isWrite) {
    throw otherException(403, 'Access Denied.  The system is currently in read-only mode.');
  }
}
