import { randomUUID } from 'node:crypto';
import type { ProxyAnswer, ProxyQuestion } from '../../preload/model/proxy-question.ts';
import { createLimiter } from './limiter.ts';
import { createSignal, type Signal } from './signal.ts';
import type { Waiting } from './waiting.ts';

/** A proxy as it calls itself. */
export type Proxy = Pick<ProxyQuestion, 'host' | 'port' | 'realm'>;

/** What a user signs in to a proxy with. */
export type ProxyCredentials = NonNullable<ProxyAnswer['credentials']>;

/** The sign-in to the proxies of the user's network: one question at a time, kept for this run. */
export interface ProxyQuestions extends Waiting {
  /** The question that waits for an answer, if any. */
  readonly current: ProxyQuestion | null;
  readonly asked: Signal<ProxyQuestion | null>;
  /**
   * What to sign in with at a proxy: asks the user unless that is known, and answers null where the
   * user declines. `refused` is what this answered before and the proxy did not take.
   */
  credentialsFor(proxy: Proxy, refused: ProxyCredentials | null): Promise<ProxyCredentials | null>;
  /** Answers the question; an answer to one that is gone does nothing. */
  answer(answer: ProxyAnswer): void;
  /** The user begins something: what was declined before may be asked again. */
  askAgain(): void;
}

const longestRealm = 200;

/** Creates the service; nothing of it outlives the process. */
export function createProxyQuestions(): ProxyQuestions {
  const asked = createSignal<ProxyQuestion | null>();
  const waiting = createSignal<boolean>();
  /** By proxy; null is the user's no. */
  const answers = new Map<string, ProxyCredentials | null>();
  const asking = new Map<string, Promise<ProxyCredentials | null>>();
  const oneAtATime = createLimiter(1);
  let open: Open | null = null;

  function show(next: Open | null): void {
    open = next;
    asked.emit(open?.question ?? null);
    waiting.emit(open !== null);
  }

  function ask(proxy: Proxy, isRepeated: boolean): Promise<ProxyCredentials | null> {
    const { host, port, realm } = proxy;
    const question = { id: randomUUID(), host, port, realm: readable(realm), isRepeated };
    return oneAtATime(() => new Promise((resolve) => show({ question, resolve })));
  }

  return {
    get current() {
      return open?.question ?? null;
    },
    asked,
    get isWaiting() {
      return open !== null;
    },
    waiting,
    credentialsFor(proxy, refused) {
      const key = JSON.stringify([proxy.host, proxy.port, proxy.realm]);
      const known = answers.get(key);
      // Another request may have brought a better answer since this one was given.
      if (known === null || (known !== undefined && known !== refused)) {
        return Promise.resolve(known);
      }
      answers.delete(key);
      const pending = asking.get(key);
      if (pending !== undefined) return pending;
      const answered = ask(proxy, refused !== null).then((credentials) => {
        asking.delete(key);
        answers.set(key, credentials);
        return credentials;
      });
      asking.set(key, answered);
      return answered;
    },
    answer({ id, credentials }) {
      if (open?.question.id !== id) return;
      const { resolve } = open;
      show(null);
      resolve(credentials);
    },
    askAgain() {
      for (const [key, credentials] of answers) if (credentials === null) answers.delete(key);
    },
  };
}

interface Open {
  readonly question: ProxyQuestion;
  readonly resolve: (credentials: ProxyCredentials | null) => void;
}

/** A proxy may call itself anything, at any length. */
function readable(realm: string): string {
  return realm.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, longestRealm);
}
