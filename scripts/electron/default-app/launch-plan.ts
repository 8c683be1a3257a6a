/** What Electron's command line asks its default app to do. */
export interface LaunchPlan {
  /** Modules to load before the app, from `-r`. */
  readonly preloadModules: readonly string[];
  /** The folder or file of the app; null when none was named. */
  readonly appPath: string | null;
  readonly wantsVersion: boolean;
}

/** Reads the command line the way Electron's own default app does: switches first, then the app. */
export function planLaunch(args: readonly string[]): LaunchPlan {
  const preloadModules: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '-r' || arg === '--require') {
      index += 1;
      const module = args[index];
      if (module !== undefined) preloadModules.push(module);
    } else if (arg === '-v' || arg === '--version') {
      return { preloadModules, appPath: null, wantsVersion: true };
    } else if (!arg.startsWith('-')) {
      return { preloadModules, appPath: arg, wantsVersion: false };
    }
  }
  return { preloadModules, appPath: null, wantsVersion: false };
}
