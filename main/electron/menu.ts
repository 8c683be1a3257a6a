import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Sets the native menu: the system's own roles, and developer tools in a source checkout only. */
export function setApplicationMenu(options: {
  readonly appName: string;
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
}): void {
  const mac: MenuItemConstructorOptions[] =
    options.platform === 'darwin' ? [{ role: 'appMenu', label: options.appName }] : [];
  const developer: MenuItemConstructorOptions[] = options.isPackaged
    ? []
    : [
        { type: 'separator' },
        // Ctrl/Cmd-R refreshes the directory.
        { role: 'reload', accelerator: 'CmdOrCtrl+Shift+R' },
        { role: 'toggleDevTools' },
      ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      { role: 'fileMenu' },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...developer,
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
