import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

const sourceDir = join(import.meta.dirname, 'default-app');
const modules = ['main', 'launch-plan'];

/** The sources of the stand-in default app, as one text: it is part of the recipe's identity. */
export async function readDefaultAppSources(): Promise<string> {
  const sources = modules.map((module) => readFile(join(sourceDir, `${module}.ts`), 'utf8'));
  return (await Promise.all(sources)).join('\n');
}

/** Packs the stand-in default app, as JavaScript, into an asar file. */
export async function packDefaultApp(asarPath: string): Promise<void> {
  // Slow to load, and only needed when Electron is put together.
  const { default: ts } = await import('typescript');
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-default-app-'));
  try {
    await writeFile(join(folder, 'package.json'), '{"type":"module","main":"main.js"}\n');
    for (const module of modules) {
      const source = await readFile(join(sourceDir, `${module}.ts`), 'utf8');
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: {
          module: ts.ModuleKind.ESNext,
          target: ts.ScriptTarget.ES2022,
          rewriteRelativeImportExtensions: true,
        },
      });
      await writeFile(join(folder, `${module}.js`), outputText);
    }
    await mkdir(join(asarPath, '..'), { recursive: true });
    await createPackage(folder, asarPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
