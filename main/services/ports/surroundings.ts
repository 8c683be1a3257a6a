/** What is going on around the application on this computer. */
export interface Surroundings {
  isWindowVisible(): boolean;
  /** Seconds since the user last touched keyboard or mouse, in any program. */
  idleSeconds(): number;
  /** The system's opinion; often wrong, so a hint to try and nothing more. */
  isNetworkUp(): boolean;
}
