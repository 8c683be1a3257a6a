/** What was chosen in a dialog of the system: at least one file. */
export type ChosenFiles = readonly [File, ...File[]];
