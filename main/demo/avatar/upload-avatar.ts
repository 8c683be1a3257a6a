import { randomUUID } from 'node:crypto';
import { disabledService, invalidArgument, otherException } from '../api-error.ts';
import type { AvatarRecord, PersonRecord } from '../directory/person-record.ts';
import { emptyAnswer, entryAnswer } from '../json-answer.ts';
import { writePerson } from '../people/read-people.ts';
import { checkSelfOrAdmin, findPerson, type Operation } from '../routing/exchange.ts';
import type { ServerState } from '../server-state.ts';
import { isTransformable, sniffType } from './sniff-type.ts';

/** PUT /people/{id}/avatar */
export const uploadAvatar: Operation = async (exchange) => {
  const { state, caller, request } = exchange;
  const contentType = readContentType(request);
  if (!state.settings.thumbnailsEnabled) {
    throw disabledService('Thumbnail generation has been disabled.');
  }
  const person = findPerson(exchange, exchange.entityId);
  checkSelfOrAdmin(exchange, person);
  if (contentType.startsWith('multipart/')) {
    throw otherException(415, `Unsupported media type: ${contentType}`);
  }
  const bytes = new Uint8Array(await request.arrayBuffer());
  checkSize(state, caller, bytes.length);
  checkType(state, sniffType(bytes));
  const avatar = await makeAvatar(state, bytes);
  const updated = storePhoto(state, caller, person, avatar, bytes.length);
  // Made in the background, the small picture is not there yet in this answer, however fast.
  const shown = state.has('asynchronousAvatars') ? { ...updated, avatar: null } : updated;
  return entryAnswer(writePerson(exchange, shown, ['properties', 'aspectNames']));
};

/** DELETE /people/{id}/avatar: fine also where there is none. */
export const deleteAvatar: Operation = (exchange) => {
  const person = findPerson(exchange, exchange.entityId);
  checkSelfOrAdmin(exchange, person);
  exchange.state.directory.put({ ...person, avatar: null });
  return emptyAnswer(204);
};

/** The media type without its parameters; one that cannot be parsed is refused. */
function readContentType(request: Request): string {
  const header = request.headers.get('Content-Type');
  if (header === null || header === '') return 'application/octet-stream';
  const [type = ''] = header.split(';');
  if (!/^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*$/.test(type)) {
    throw otherException(415, `Invalid mime type "${header}"`);
  }
  return type.trim().toLowerCase();
}

function checkSize(state: ServerState, caller: PersonRecord, sizeBytes: number): void {
  const limit = state.settings.maximumFileSizeLimit;
  if (limit !== null && sizeBytes > limit) {
    throw otherException(413, `Content size violation, limit = ${limit}, actual = ${sizeBytes}`);
  }
  const quota = state.quotaOf(caller);
  if (quota !== null && caller.quotaUsed + sizeBytes > quota) {
    throw otherException(507, `User quota exceeded: ${caller.id}`);
  }
}

function checkType(state: ServerState, type: string): void {
  if (!type.startsWith('image/')) {
    throw invalidArgument(
      `Uploaded content must be an image (content type determined to be '${type}')`,
    );
  }
  if (!state.settings.renditionsEnabled) {
    throw disabledService('Rendition generation has been disabled.');
  }
  if (isTransformable(type)) return;
  throw invalidArgument(
    state.has('asynchronousAvatars')
      ? `The requested rendition avatar from ${type} is unsupported`
      : `Unable to create thumbnail 'avatar' for ${type} as no transformer is currently available.`,
  );
}

async function makeAvatar(state: ServerState, bytes: Uint8Array): Promise<AvatarRecord> {
  const png = await state.scaler.fit(bytes);
  const modifiedAt = state.now();
  const delayMs = state.has('asynchronousAvatars') ? state.settings.avatarDelayMs : 0;
  return {
    id: randomUUID(),
    modifiedAt,
    // A picture that cannot be read fails in the background: its rendition never comes.
    readyAt: png === null ? Number.POSITIVE_INFINITY : modifiedAt + delayMs,
    png: () => png,
  };
}

function storePhoto(
  state: ServerState,
  caller: PersonRecord,
  person: PersonRecord,
  avatar: AvatarRecord,
  sizeBytes: number,
): PersonRecord {
  // Read again: the person may have changed while the photo arrived.
  const updated = { ...(state.directory.find(person.id) ?? person), avatar };
  state.directory.put(updated);
  const payer = state.directory.find(caller.id);
  if (payer !== null) {
    state.directory.put({ ...payer, quotaUsed: payer.quotaUsed + sizeBytes });
  }
  return state.directory.find(person.id) ?? updated;
}
