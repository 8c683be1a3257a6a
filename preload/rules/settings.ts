import type { Settings, SettingsChange } from '../model/settings.ts';

/** How Rollcall starts out. */
export const defaultSettings: Settings = {
  refreshMinutes: 15,
  view: 'list',
  columns: [
    { id: 'name', widthPx: 300 },
    { id: 'jobTitle', widthPx: 210 },
    { id: 'organization', widthPx: 190 },
    { id: 'email', widthPx: 230 },
  ],
  sort: { by: 'name', isDescending: false },
  isSideBarOpen: true,
  savedLenses: [],
  endsTicketOnSignOut: false,
  activityDays: 90,
  resetClient: 'share',
};

/** Settings with some of them changed; what the change leaves out or undefined stays. */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  return {
    refreshMinutes: change.refreshMinutes ?? settings.refreshMinutes,
    view: change.view ?? settings.view,
    columns: change.columns ?? settings.columns,
    sort: change.sort ?? settings.sort,
    isSideBarOpen: change.isSideBarOpen ?? settings.isSideBarOpen,
    savedLenses: change.savedLenses ?? settings.savedLenses,
    endsTicketOnSignOut: change.endsTicketOnSignOut ?? settings.endsTicketOnSignOut,
    activityDays: change.activityDays ?? settings.activityDays,
    resetClient: change.resetClient ?? settings.resetClient,
  };
}
