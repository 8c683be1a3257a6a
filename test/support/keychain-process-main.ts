import { createKeychain } from '../../main/secrets/keychain.ts';
import { toAppError } from '../../main/services/errors.ts';
import type { KeychainMessage, KeychainQuestion } from './keychain-process.ts';

// Only types of keychain-process.ts may be used here: it imports vitest.
const keychain = createKeychain({ timeLimitMs: Number(process.argv[2]) });
const tell = (message: KeychainMessage): void => void process.send?.(message);

keychain.waiting.subscribe((isWaiting) => tell({ isWaiting }));
process.on('message', (message: KeychainQuestion | 'quit') => {
  if (message === 'quit') process.exit(0);
  answer(message).then(
    (value) => tell({ id: message.id, value }),
    (error: unknown) => {
      const { code, message: text } = toAppError(error).data;
      tell({ id: message.id, error: { code, message: text } });
    },
  );
});

async function answer({ verb, account, secret }: KeychainQuestion): Promise<string | null> {
  if (verb === 'get') return keychain.get(account);
  await (verb === 'set' ? keychain.set(account, secret) : keychain.delete(account));
  return null;
}
