import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { Change } from '../../../preload/model/change.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import type { PhotoChange } from '../../../preload/model/photo.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { OwnPhoto } from '../ports/outbox-store.ts';
import type { Pictures } from '../ports/pictures.ts';

/** What sending photos needs of this computer. */
export interface PhotoSources {
  readonly pictures: Pick<Pictures, 'keep' | 'read'>;
  /** Our copy of what the server has from us, as far as we know. */
  readonly ownOf: (personId: string) => OwnPhoto | null;
}

/** What became of a change that was sent, as far as the server has proved it. */
export type SendOutcome =
  | {
      readonly kind: 'done';
      readonly person: Person;
      /** True where the server had everything already, by an attempt whose answer was lost, say. */
      readonly wasThere: boolean;
      /** What has become of our copy of the photo, where it is about that. */
      readonly own?: { readonly personId: string; readonly photo: OwnPhoto | null };
    }
  | {
      readonly kind: 'conflict';
      readonly person: Person;
      readonly theirs: FieldValues;
      /** Where it is about the photo. */
      readonly photo?: PhotoChange;
    }
  | {
      readonly kind: 'refused';
      readonly error: AppErrorData;
      /** The person as answered, where there is one. */
      readonly person: Person | null;
      /** The fields that were answered with 200 and not changed; the others were. */
      readonly notApplied: readonly FieldName[];
    };

/** What sending needs besides the change. */
export interface SendContext {
  readonly client: AlfrescoClient;
  readonly signal: AbortSignal;
  /** Makes a note of the change durable, before the request that it is about. */
  readonly note: (
    change: Partial<Pick<Change, 'kind' | 'base' | 'mine' | 'photo' | 'wasAbsent' | 'maybeSent'>>,
  ) => void;
  /** The password that goes with the change; rejects with `keychain` where it cannot be had now. */
  readonly secret: () => Promise<string | null>;
  /** The server has the password: it is needed no more. */
  readonly wipeSecret: () => Promise<void>;
  readonly photos: PhotoSources;
}
