import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../../main/electron/content-security-policy.ts';
import { windowPreferences } from '../../../../main/electron/window-preferences.ts';

describe('the window’s preferences', () => {
  it('are Electron’s advice, key by key, and nothing besides', () => {
    expect(windowPreferences({ preloadFile: '/out/preload.cjs', isPackaged: true })).toEqual({
      preload: '/out/preload.cjs',
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
      devTools: false,
    });
  });

  it('have developer tools in a source checkout only', () => {
    const preferences = windowPreferences({ preloadFile: '', isPackaged: false });
    expect(preferences.devTools).toBe(true);
  });
});

describe('the content security policy', () => {
  it('lets the page load its own files and nothing else', () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; " +
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; " +
        'trusted-types svelte-trusted-html rollcall-photo-worker',
    );
  });
});
