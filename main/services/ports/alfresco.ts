import type { JsonValue } from '../../../preload/model/json.ts';
import type { CompanyField, Person, PersonTextField } from '../../../preload/model/person.ts';
import type { Repository } from '../../../preload/model/session.ts';
import type { Waiting } from '../waiting.ts';

/** The part of the Fetch API that the client needs; Electron's, Node's and the demo server's fit. */
export interface FetchFunction {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Where requests can wait for the user (a proxy's sign-in): time limits then stand still. */
  readonly user?: Waiting;
}

/** What every call of the client takes. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Limit for the whole exchange, body included; time that the user takes does not count. */
  readonly timeoutMs?: number;
}

/**
 * A page of people as it came, with nothing of it looked at but the status: reading a thousand
 * people is work, and whoever wants them decides where it is done. Plain data, so that it can go to
 * another thread.
 */
export interface PageAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly status: number;
  /** What was asked for, which a page must answer. */
  readonly asked: { readonly skipCount: number; readonly maxItems: number };
  /** For the error of a page that cannot be read. */
  readonly host: string;
  readonly traceId: string;
}

/** The paging of a page, as the server says it. */
export interface Paging {
  readonly skipCount: number;
  readonly maxItems: number;
  /** Reliable, unlike the number of people in the page: rows may be missing from a page. */
  readonly hasMoreItems: boolean;
  /** Exact within the range only; it equals `skipCount` past the end. Absent on some servers. */
  readonly totalItems: number | null;
}

/** A page of people, read one by one as they are taken; throws `AppError` at one who is no person. */
export interface PeoplePage extends Paging {
  readonly people: Iterable<Person>;
}

/** Reads a page; throws `AppError` where it is not the page that was asked for. */
export type PageReader = (answer: PageAnswer) => PeoplePage;

export type PersonInclude = 'properties' | 'aspectNames' | 'capabilities';

export interface ListPeopleQuery {
  readonly skipCount?: number;
  /** At least 1. The server's default is 100. */
  readonly maxItems?: number;
  readonly include?: readonly PersonInclude[];
}

/** The fields that both create and update take. `null` clears, absent leaves alone. */
export type PersonChanges = Readonly<Partial<Record<PersonTextField, string | null>>> & {
  readonly company?: Readonly<Partial<Record<CompanyField, string | null>>>;
  readonly emailNotificationsEnabled?: boolean;
  readonly enabled?: boolean;
  readonly properties?: Readonly<Record<string, JsonValue>>;
};

export type NewPerson = PersonChanges & {
  readonly id: string;
  readonly firstName: string;
  readonly email: string;
  readonly password: string;
  readonly aspectNames?: readonly string[];
};

/** A partial update. `oldPassword` is needed where people change their own password. */
export type PersonUpdate = PersonChanges & {
  readonly password?: string;
  readonly oldPassword?: string;
};

/** A photo as the server gives it: a PNG fitted into 64 x 64 pixels. */
export type AvatarAnswer =
  | { readonly kind: 'photo'; readonly bytes: Uint8Array; readonly lastModified: string | null }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'none' };

/** A repository as its discovery endpoint describes it. */
export interface DiscoveredRepository extends Repository {
  /** The repository's own id, which it keeps when it moves; a clone has it too. Null where unsaid. */
  readonly id: string | null;
}

/** The Alfresco REST API as the services use it. All calls reject with `AppError`. */
export interface AlfrescoClient {
  /** The pinned base address, such as "https://ecm.example.com/alfresco". */
  readonly baseUrl: string;
  readonly tickets: {
    create(
      credentials: { readonly userId: string; readonly password: string },
      options?: CallOptions,
    ): Promise<{ readonly ticket: string; readonly userId: string }>;
    /** The ticket in use, as the server confirms it. */
    get(options?: CallOptions): Promise<string>;
    /** Ends the ticket; it is shared by all of the person's clients, Share included. */
    delete(options?: CallOptions): Promise<void>;
  };
  readonly discovery: {
    get(options?: CallOptions): Promise<DiscoveredRepository>;
  };
  readonly people: {
    /** Answers the page unread; a `PageReader` reads it. */
    list(query: ListPeopleQuery, options?: CallOptions): Promise<PageAnswer>;
    /** `-me-` is the signed-in person. */
    get(id: string, options?: CallOptions): Promise<Person>;
    create(person: NewPerson, options?: CallOptions): Promise<Person>;
    update(id: string, changes: PersonUpdate, options?: CallOptions): Promise<Person>;
  };
  readonly avatars: {
    get(
      id: string,
      query?: { readonly ifModifiedSince?: string; readonly placeholder?: boolean },
      options?: CallOptions,
    ): Promise<AvatarAnswer>;
    put(
      id: string,
      photo: { readonly bytes: Uint8Array; readonly contentType: string },
      options?: CallOptions,
    ): Promise<Person>;
    delete(id: string, options?: CallOptions): Promise<void>;
  };
  readonly preferences: {
    /** Whether the caller may read somebody's preferences: administrators and they themselves may. */
    canRead(personId: string, options?: CallOptions): Promise<boolean>;
  };
  readonly passwordReset: {
    /** Asks for the mail. The server accepts whether or not the person exists. */
    request(id: string, client: string, options?: CallOptions): Promise<void>;
    /** Sets the new password. Accepted even where nothing happens: sign in to prove it. */
    complete(
      id: string,
      reset: { readonly password: string; readonly id: string; readonly key: string },
      options?: CallOptions,
    ): Promise<void>;
  };
}
