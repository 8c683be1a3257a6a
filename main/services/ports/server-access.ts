import type { AlfrescoClient } from './alfresco.ts';

/** A server that answered like Alfresco. */
export interface FoundServer {
  /** The pinned base address, such as "https://ecm.example.com/alfresco". */
  readonly baseUrl: string;
  /** True where the connection is not encrypted and leaves this machine. */
  readonly isPlainHttp: boolean;
}

/** How the services reach a server. */
export interface ServerAccess {
  /** Finds the server behind an address as typed, without sending credentials. */
  find(request: {
    readonly address: string;
    readonly acceptPlainHttp: boolean;
  }): Promise<FoundServer>;
  /** A client pinned to that server, which presents the ticket that `ticket` answers. */
  connect(baseUrl: string, ticket: () => string | null): AlfrescoClient;
}
