import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';

const sources = {
  'main.js': new URL('./default-app/main.ts', import.meta.url),
  'launch-plan.js': new URL('./default-app/launch-plan.ts', import.meta.url),
};

/** The sources of the stand-in default app, as one text: it is part of the recipe's identity. */
export async function readDefaultAppSources(): Promise<string> {
  const texts = Object.values(sources).map((source) => readFile(source, 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

/** Packs the stand-in default app, as JavaScript, into an asar file. */
export async function packDefaultApp(asarPath: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-default-app-'));
  try {
    await writeFile(join(folder, 'package.json'), '{"type":"module","main":"main.js"}\n');
    for (const [file, source] of Object.entries(sources)) {
      await writeFile(join(folder, file), await toJavaScript(await readFile(source, 'utf8')));
    }
    await mkdir(dirname(asarPath), { recursive: true });
    await createPackage(folder, asarPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function toJavaScript(typeScript: string): Promise<string> {
  // Slow to load, and only needed when Electron is put together.
  const { default: ts } = await import('typescript');
  const { outputText } = ts.transpileModule(typeScript, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      rewriteRelativeImportExtensions: true,
    },
  });
  return outputText;
}
