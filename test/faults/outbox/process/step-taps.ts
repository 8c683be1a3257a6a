// Named steps without a word about them in the code that takes them: the calls are tapped.
import fs from 'node:fs';
import { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { FetchFunction } from '../../../../main/services/ports/alfresco.ts';
import type { Secrets } from '../../../../main/services/ports/secrets.ts';
import type { Step } from './report.ts';

/** Tells of the steps of storing: of the journal, the database and the cache's thread. */
export function tapStorage(reached: (step: Step) => void): void {
  const { fdatasyncSync } = fs;
  fs.fdatasyncSync = (descriptor) => {
    reached('before journal');
    fdatasyncSync(descriptor);
    reached('journal synced');
  };
  tapPictures(reached);
  syncBuiltinESMExports();

  tapDatabase((sql, exec) => {
    if (sql === 'COMMIT') reached('before commit');
    exec();
    if (sql === 'COMMIT') reached('committed');
  });

  const post = Reflect.get(Worker.prototype, 'postMessage') as (...args: unknown[]) => void;
  Worker.prototype.postMessage = function (this: object, ...args: unknown[]) {
    reached('before cache');
    post.apply(this, args);
  };
}

/** The file of a picture is synced before anything names it. */
function tapPictures(reached: (step: Step) => void): void {
  const { open } = fs.promises;
  fs.promises.open = async (path, ...rest) => {
    const file = await open(path, ...rest);
    if (typeof path !== 'string' || !path.endsWith('.new')) return file;
    const sync = file.sync.bind(file);
    file.sync = async () => {
      reached('before picture');
      await sync();
      reached('picture synced');
    };
    return file;
  };
}

export type TapExec = (sql: string, exec: () => void) => void;

const tapName = 'rollcallTapsExec';

/** The addon's class cannot be changed: whoever imports it from now on gets one that extends it. */
export function tapDatabase(tap: TapExec): void {
  Reflect.set(globalThis, tapName, tap);
  const path = createRequire(import.meta.url).resolve('@photostructure/sqlite');
  const source = `
    import { createRequire } from 'node:module';
    const addon = createRequire(import.meta.url)(${JSON.stringify(path)});
    export class DatabaseSync extends addon.DatabaseSync {
      exec(sql) {
        globalThis.${tapName}(sql, () => super.exec(sql));
      }
    }`;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@photostructure/sqlite'
        ? { url: `${import.meta.url}?tapped-sqlite`, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url.endsWith('?tapped-sqlite')
        ? { source, format: 'module', shortCircuit: true }
        : next(url, context),
  });
}

/** A fetch that tells of the requests about single people. */
export function tapFetch(reached: (step: Step) => void): FetchFunction {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method === 'PUT' && pathname.endsWith('/avatar')) {
      reached('before avatar');
      const answered = await fetch(request);
      reached('avatar answered');
      return answered;
    }
    const isAboutPerson = /\/people(?:\/[^/]+)?$/.test(pathname);
    const isListed = request.method === 'GET' && pathname.endsWith('/people');
    if (!isAboutPerson || isListed) return fetch(request);
    const method = request.method as 'GET' | 'PUT' | 'POST';
    reached(`before ${method}`);
    const answer = await fetch(request);
    reached(`${method} answered`);
    return answer;
  };
}

/** A keychain that survives the process: a file. */
export function createSecretsInFile(file: string, reached: (step: Step) => void): Secrets {
  const read = (): Record<string, string> =>
    fs.existsSync(file)
      ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>)
      : {};
  const write = (kept: Record<string, string>): void => {
    fs.writeFileSync(`${file}.new`, JSON.stringify(kept));
    fs.renameSync(`${file}.new`, file);
  };
  const keyOf = ({ serverUrl, userId }: { serverUrl: string; userId: string }): string =>
    `${userId} ${serverUrl}`;
  return {
    get: (account) => Promise.resolve(read()[keyOf(account)] ?? null),
    set(account, secret) {
      write({ ...read(), [keyOf(account)]: secret });
      reached('keychain kept');
      return Promise.resolve();
    },
    delete(account) {
      const { [keyOf(account)]: gone, ...rest } = read();
      if (gone !== undefined) {
        write(rest);
        reached('keychain wiped');
      }
      return Promise.resolve();
    },
    isWaiting: false,
    waiting: { subscribe: () => () => undefined, emit: () => undefined },
  };
}
