import type { ElectronApplication } from 'playwright';

/**
 * Asks the page through main: a driver has no hold of a page that has crashed. The answer is
 * undefined where the page goes away while it is asked, for it then never answers.
 */
export function askPage(app: ElectronApplication, expression: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, code) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<unknown>,
        new Promise((resolve) => setTimeout(() => resolve(undefined), 1_000)),
      ]).catch(() => undefined),
    expression,
  );
}
