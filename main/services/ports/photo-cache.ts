/** Photos kept between starts, by the hash of their address. It is a cache: failures are misses. */
export interface PhotoCache {
  read(hash: string): Promise<Uint8Array | null>;
  write(hash: string, bytes: Uint8Array): Promise<void>;
}
