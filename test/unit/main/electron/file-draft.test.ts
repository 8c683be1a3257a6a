import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDraft } from '../../../../main/electron/file-draft.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../support/folders.ts';

describe('a file that is written in pieces', () => {
  it('is there as a whole in the end, for the user alone, in place of the former one', async () => {
    const path = join(makeTestFolder(), 'a.txt');
    writeFileSync(path, 'former');
    const draft = await openDraft(path);
    await draft.write(['one ', 'two ']);
    await draft.write(new TextEncoder().encode('three'));
    expect(readFileSync(path, 'utf8')).toBe('former');
    await draft.finish();
    expect(readFileSync(path, 'utf8')).toBe('one two three');
    expect(existsSync(`${path}.part`)).toBe(false);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves what was there where it is given up, at any time', async () => {
    const folder = makeTestFolder();
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'former');
    const draft = await openDraft(path);
    await draft.write(['one']);
    await draft.discard();
    await draft.discard();
    expect(await appErrorOf(draft.write(['two']))).toMatchObject({ code: 'storage' });
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(path, 'utf8')).toBe('former');
  });

  it('is refused in words where the place cannot be written', async () => {
    const folder = makeTestFolder();
    mkdirSync(join(folder, 'taken'));
    expect(await appErrorOf(openDraft(join(folder, 'no', 'a.txt')))).toMatchObject({
      code: 'storage',
      message: expect.stringContaining('Choose another folder') as string,
    });
    const draft = await openDraft(join(folder, 'taken'));
    await draft.write(['one']);
    expect(await appErrorOf(draft.finish())).toMatchObject({ code: 'storage' });
    await draft.discard();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
