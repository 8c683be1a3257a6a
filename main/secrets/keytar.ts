/** What is used of keytar. Its `findCredentials` crashes on a locked keyring: it stays out. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  /** False: there was none, or (on Linux) the keyring is locked. */
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Loads the native module; rejects where a library that it needs is missing. */
export async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = await import('keytar');
  let underWay = 0;

  async function watch<T>(call: Promise<T>): Promise<T> {
    underWay += 1;
    try {
      return await call;
    } finally {
      underWay -= 1;
    }
  }

  // A process that exits waits for its threads, and one of them would wait for the keychain's
  // window: Rollcall could be neither seen nor started again. Everything is closed by now.
  process.once('exit', () => {
    if (underWay > 0) process.kill(process.pid, 'SIGKILL');
  });
  return {
    getPassword: (service, account) => watch(keytar.getPassword(service, account)),
    setPassword: (service, account, password) =>
      watch(keytar.setPassword(service, account, password)),
    deletePassword: (service, account) => watch(keytar.deletePassword(service, account)),
  };
}
