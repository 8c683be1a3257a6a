// The stand-in for Electron's own `default_app.asar`, which the npm-only Electron lacks. It is
// packed as JavaScript into that Electron and runs there: nothing of the project is in reach.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { planLaunch } from './launch-plan.ts';

interface AppPackage {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** Electron has these for its default app alone, and no types for them. */
interface DefaultAppPowers {
  setVersion(version: string): void;
  setAppPath(path: string): void;
}

const self = app as typeof app & DefaultAppPowers;
const plan = planLaunch(process.argv.slice(1));
const require = createRequire(import.meta.url);
for (const module of plan.preloadModules) require(resolve(module));

if (plan.wantsVersion) {
  process.stdout.write(`v${process.versions.electron}\n`);
  app.exit(0);
} else if (plan.appPath === null) {
  process.stderr.write('Usage: electron [switches] <folder of the app>\n');
  app.exit(1);
} else {
  await import(pathToFileURL(adopt(resolve(plan.appPath))).href);
}

/** Makes Electron take the app's name, version and folders for its own; answers its main file. */
function adopt(appPath: string): string {
  const isFolder = statSync(appPath).isDirectory();
  const appPackage = isFolder ? readPackage(appPath) : {};
  if (appPackage.version !== undefined) self.setVersion(appPackage.version);
  app.name = appPackage.productName ?? appPackage.name ?? 'Electron';
  self.setAppPath(isFolder ? appPath : dirname(appPath));
  const userDataDir =
    app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), app.name);
  mkdirSync(userDataDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', resolve(userDataDir));
  return isFolder ? join(appPath, appPackage.main ?? 'index.js') : appPath;
}

function readPackage(folder: string): AppPackage {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as AppPackage;
}
