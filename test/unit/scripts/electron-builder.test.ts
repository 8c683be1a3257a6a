import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { projectDir } from '../../../scripts/project.ts';
import { z } from '../../../preload/model/zod.ts';

interface BuilderConfig {
  getConfig(projectDir: string, configPath: string, options: object): Promise<unknown>;
  validateConfiguration(config: unknown, debugLogger: object): Promise<void>;
}

// Electron-builder's own reader and schema, as its own package sees them.
const builderRequire = createRequire(
  createRequire(import.meta.url).resolve('electron-builder/package.json'),
);
const builder = builderRequire('app-builder-lib/out/util/config/config') as BuilderConfig;

const readConfig = async (): Promise<Record<string, unknown>> =>
  z
    .record(z.string(), z.unknown())
    .parse(await builder.getConfig(projectDir, 'electron-builder.yml', {}));
const validate = (config: unknown): Promise<void> =>
  builder.validateConfiguration(config, { isEnabled: false });

describe('electron-builder.yml', () => {
  test('keeps to the schema of electron-builder', async () => {
    await expect(validate(await readConfig())).resolves.toBeUndefined();
  });

  test('would be refused with a misspelt option', async () => {
    await expect(validate({ ...(await readConfig()), asarUnpak: [] })).rejects.toThrow(/asarUnpak/);
  });

  test('closes every fuse that opens the app to others', async () => {
    const { electronFuses } = await readConfig();
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
  });

  test('names the packages with compiled parts, and publishes nowhere', async () => {
    const config = await readConfig();
    expect(config.publish).toBeNull();
    for (const name of ['@photostructure/sqlite', 'keytar']) {
      expect(JSON.stringify(config.files)).toContain(`node_modules/${name}/prebuilds/`);
    }
  });
});
