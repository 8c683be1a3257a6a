import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from '../../preload/model/zod.ts';
import { inProject } from '../project.ts';
import { nativePackages } from '../vite/native-packages.ts';

const packageSchema = z.object({ dependencies: z.record(z.string(), z.string()).optional() });
/** Needed to compile a package, never to run it. */
const buildTimePackages: ReadonlySet<string> = new Set(['node-addon-api']);

/** Copies what the built app needs to run, and nothing else, to a folder that any user can read. */
export async function stageApp(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(inProject('package.json'), join(folder, 'package.json'));
  await stageBuild(folder);
  for (const name of await withDependencies(nativePackages)) {
    await cp(inProject('node_modules', name), join(folder, 'node_modules', name), {
      recursive: true,
      filter: isForThisPlatform,
    });
  }
}

/** Copies the built code alone, over an earlier one. */
export async function stageBuild(folder: string): Promise<void> {
  for (const part of ['main', 'preload', 'renderer']) {
    const built = inProject('out', part);
    // While developing, the renderer comes from Vite's server.
    if (existsSync(built)) await cp(built, join(folder, 'out', part), { recursive: true });
  }
}

function isForThisPlatform(path: string): boolean {
  const prebuild = path.split(`${sep}prebuilds${sep}`)[1];
  return prebuild === undefined || prebuild.startsWith(`${process.platform}-${process.arch}`);
}

async function withDependencies(roots: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || buildTimePackages.has(name)) continue;
    found.add(name);
    const text = await readFile(inProject('node_modules', name, 'package.json'), 'utf8');
    waiting.push(...Object.keys(packageSchema.parse(JSON.parse(text)).dependencies ?? {}));
  }
  return found;
}
