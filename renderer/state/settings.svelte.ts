import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Settings, SettingsChange } from '../../preload/model/settings.ts';
import { changeSettings, defaultSettings } from '../../preload/rules/settings.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

/** How the user likes it. */
export class SettingsState {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #current = $state.raw<Settings>(defaultSettings);
  #isKnown = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);
  /** Changes that main has not answered yet. */
  #underWay = 0;

  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  get current(): Settings {
    return this.#current;
  }

  /** False until main has told the settings, or could not. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Why the last change was not kept. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** Asks for the settings, and follows changes; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('settings:changed', (settings) => this.#become(settings));
    void this.#ask();
    return stop;
  }

  /** Changes some settings on the screen alone, while something is being dragged. */
  preview(change: SettingsChange): void {
    this.#current = changeSettings(this.#current, change);
  }

  /** Changes some settings: at once on the screen, and then for good. */
  async update(change: SettingsChange): Promise<void> {
    this.preview(change);
    this.#underWay += 1;
    try {
      await this.#client.settings.update(change);
      this.#failure = null;
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #ask(): Promise<void> {
    try {
      const settings = await this.#client.settings.get(null);
      if (!this.#isKnown) this.#become(settings);
    } catch (error) {
      this.#isKnown = true;
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  #become(settings: Settings): void {
    this.#isKnown = true;
    // News of an earlier change of ours would undo, for a moment, what the user has done since.
    if (this.#underWay === 0) this.#current = settings;
  }
}
