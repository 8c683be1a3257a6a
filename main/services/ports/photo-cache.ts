/** Photos kept between starts, by the hash of their address. It is a cache: failures are misses. */
export interface PhotoCache {
  read(hash: string): Promise<Uint8Array | null>;
  write(hash: string, bytes: Uint8Array): Promise<void>;
  /** Resolves once nothing is written any more; what is asked after that is a miss. */
  close(): Promise<void>;
}
