/** What decides on the body of an error, beside its status. */
interface ApiErrorOptions {
  /** A `framework.exception.*` key; the server repeats the message where there is none. */
  readonly key?: string;
  /** Errors raised as a plain Java IllegalArgumentException carry no log number. */
  readonly hasLogNumber?: boolean;
  /** True where the answer asks for other credentials, by a WWW-Authenticate header. */
  readonly isChallenge?: boolean;
}

/** An error that the API answers, thrown from anywhere below the router. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly key: string;
  readonly hasLogNumber: boolean;
  readonly isChallenge: boolean;

  constructor(status: number, message: string, options: ApiErrorOptions = {}) {
    super(message);
    this.status = status;
    this.key = options.key ?? message;
    this.hasLogNumber = options.hasLogNumber ?? true;
    this.isChallenge = options.isChallenge ?? false;
  }
}

const defaultKey = 'framework.exception.ApiDefault';

/** InvalidArgumentException: the message is the key as well. */
export const invalidArgument = (message: string): ApiError => new ApiError(400, message);

/** IllegalArgumentException: the general key, and no log number. */
export const illegalArgument = (message: string): ApiError =>
  new ApiError(400, message, { key: defaultKey, hasLogNumber: false });

export const invalidSelect = (clause: string, text: string): ApiError =>
  new ApiError(400, `An invalid ${clause} query was received. ${text}`, {
    key: 'framework.exception.InvalidSelect',
  });

export const invalidQuery = (text: string): ApiError =>
  new ApiError(400, `An invalid WHERE query was received. ${text}`, {
    key: 'framework.exception.InvalidQuery',
  });

export const unreadableBody = (reason: string): ApiError =>
  invalidArgument(`Could not read content from HTTP request body: ${reason}`);

/** The caller has to sign in (again). */
export const authenticationFailed = (message: string): ApiError =>
  new ApiError(401, message, { key: defaultKey, isChallenge: true });

/** A login record refused the operation: also 401, but no reason to sign in again. */
export const loginRecordRefused = (message: string): ApiError =>
  new ApiError(401, message, { key: defaultKey });

export const permissionDenied = (): ApiError =>
  new ApiError(403, 'Permission was denied', { key: 'framework.exception.PermissionDenied' });

export const permissionDeniedWith = (message: string): ApiError => new ApiError(403, message);

export const entityNotFound = (id: string): ApiError =>
  new ApiError(404, `The entity with id: ${id} was not found`, {
    key: 'framework.exception.EntityNotFound',
  });

export const relationshipNotFound = (id: string, relationshipId: string): ApiError =>
  new ApiError(
    404,
    `The relationship resource was not found for the entity with id: ${id} and a relationship id of ${relationshipId}`,
    { key: 'framework.exception.RelationshipNotFound' },
  );

export const notFound = (what: string): ApiError =>
  new ApiError(404, `${what} was not found`, { key: 'framework.exception.NotFound' });

export const notFoundWith = (message: string): ApiError => new ApiError(404, message);

export const unsupportedOperation = (): ApiError =>
  new ApiError(405, 'The operation is unsupported', {
    key: 'framework.exception.UnsupportedResourceOperation',
  });

export const unsupportedOperationWith = (message: string): ApiError => new ApiError(405, message);

/** Any other exception of the server: the general key and the given status. */
export const otherException = (status: number, message: string): ApiError =>
  new ApiError(status, message, { key: defaultKey });

/** DisabledServiceException: the message is the key as well. */
export const disabledService = (message: string): ApiError => new ApiError(501, message);
