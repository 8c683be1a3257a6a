import { type BrowserWindow, dialog } from 'electron';

const stay = 0;

/** Asks before a window with something unsaved in it goes away. */
export function askBeforeLeaving(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    // At once: Electron wants to know before this handler returns.
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Leave before all is done?',
      detail:
        'Something in this window is not finished. What is typed into a person is kept as a draft, which Rollcall offers when you open them again. A new person is not kept, photos that are not prepared yet are not set, what is matched by hand is forgotten, and an export of photos is cancelled.',
      buttons: ['Stay', 'Leave'],
      defaultId: stay,
      cancelId: stay,
    });
    // Prevented is here what the page wants: to stay.
    if (answer !== stay) event.preventDefault();
  });
}
