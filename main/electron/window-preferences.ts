import type { WebPreferences } from 'electron';

/** What every window of Rollcall runs with; a test compares it key by key with Electron's advice. */
export function windowPreferences(options: {
  readonly preloadFile: string;
  readonly isPackaged: boolean;
}): WebPreferences {
  return {
    preload: options.preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !options.isPackaged,
  };
}
