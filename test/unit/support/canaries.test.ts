import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createCanary, findCanaries, findCanariesIn } from '../../support/canaries.ts';
import { makeTestFolder } from '../../support/folders.ts';

const canary = createCanary('password');
const { value } = canary;
const noise = Buffer.from('noise \u{1f426} x\u009c');
const around = (bytes: Buffer | string): Buffer =>
  Buffer.concat([noise, Buffer.from(bytes), noise]);
const leaks: Readonly<Record<string, Buffer>> = {
  raw: around(value),
  'UTF-16': around(Buffer.from(value, 'utf16le')),
  'UTF-16 (big-endian)': around(Buffer.from(value, 'utf16le').swap16()),
  hex: around(Buffer.from(value).toString('hex')),
  'hex (capitals)': around(Buffer.from(value).toString('hex').toUpperCase()),
  'hex of UTF-16': around(Buffer.from(value, 'utf16le').toString('hex')),
  'URL-encoded': around(
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''),
  ),
  'base64 at 0': around(Buffer.from(`abc${value}@`).toString('base64')),
  'base64 at 1': around(Buffer.from(`a${value}@`).toString('base64')),
  'base64 at 2': around(Buffer.from(`ab${value}`).toString('base64url')),
  'base64 of UTF-16 at 2': around(Buffer.from(`a:${value}:b`, 'utf16le').toString('base64')),
  'gzip, raw': around(gzipSync(around(value))),
  'zlib, raw': around(deflateSync(around(value))),
};

it.each(Object.entries(leaks))('finds a canary that leaked as %s', (spelling, bytes) => {
  const found = findCanaries(bytes, [canary], 'here').map((finding) => finding.spelling);
  if (spelling === 'base64 of UTF-16 at 2') expect(found[0]).toMatch(/^base64 of UTF-16/);
  else expect(found).toContain(spelling);
});

it('finds nothing where nothing has leaked', () => {
  const other = createCanary('another');
  expect(other.value).not.toBe(value);
  for (const bytes of Object.values(leaks)) expect(findCanaries(bytes, [other], '')).toEqual([]);
});

it('looks into all files of a folder, and at their names', async () => {
  const folder = makeTestFolder();
  writeFileSync(join(folder, 'clean'), noise);
  writeFileSync(join(folder, 'leaking'), around(value));
  writeFileSync(join(folder, `named-${value}`), noise);
  const { files, findings } = await findCanariesIn(folder, [canary]);
  expect(files).toHaveLength(3);
  expect(findings).toHaveLength(2);
  expect(findings).toContainEqual({
    canary: 'password',
    spelling: 'raw',
    place: join(folder, 'leaking'),
  });
});
