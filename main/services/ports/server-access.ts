import type { AlfrescoClient } from './alfresco.ts';

/** A server that answered like Alfresco. */
export interface FoundServer {
  /** The pinned base address, such as "https://ecm.example.com/alfresco". */
  readonly baseUrl: string;
  /** True where the connection is not encrypted and leaves this machine. */
  readonly isPlainHttp: boolean;
}

/** How a client says who is calling. */
export interface Authorization {
  /** The ticket in use; null before sign-in. */
  readonly ticket: () => string | null;
  /**
   * A ticket in place of one that the server has refused, or of none. Rejects with the `AppError`
   * of the sign-in; where only the user can go on, without another one. Absent, the server's first
   * word is its last.
   */
  readonly renew?: (refused: string | null) => Promise<string>;
}

/** How the services reach a server. */
export interface ServerAccess {
  /** Finds the server behind an address as typed, without sending credentials. */
  find(request: {
    readonly address: string;
    readonly acceptPlainHttp: boolean;
  }): Promise<FoundServer>;
  /**
   * A client pinned to that server. It has the ticket renewed where the server refuses it, and sends
   * the request once more.
   */
  connect(baseUrl: string, authorization: Authorization): AlfrescoClient;
}
