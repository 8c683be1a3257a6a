import { NewerSchemaError } from '../migrate.ts';
import { guardStorage, type StorageSentences } from '../storage-error.ts';

const sentences: StorageSentences = {
  full: 'The disk is full, so your change could not be saved. Free some space and try again.',
  other(cause) {
    if (cause instanceof NewerSchemaError) {
      return 'A newer Rollcall has kept changes here that wait to be sent. Update Rollcall to open this server.';
    }
    if (cause instanceof Error && /database is locked/i.test(cause.message)) {
      return 'Another Rollcall has this server open. Close it, and try again.';
    }
    return 'The changes that wait to be sent could not be read or written. Restart Rollcall, and look whether your last change is among them.';
  },
};

/** Runs an operation on the outbox; whatever it throws leaves as an `AppError` of the code `storage`. */
export function guardOutbox<T>(operation: () => T): T {
  return guardStorage(operation, sentences);
}
