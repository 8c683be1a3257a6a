/** A person who can sign in to the demo directory. */
export interface DemoAccount {
  readonly userId: string;
  readonly password: string;
}

/** May change everybody. */
export const demoAdmin: DemoAccount = { userId: 'admin', password: 'admin' };

/** An ordinary person: sees everybody and changes only herself. */
export const demoUser: DemoAccount = { userId: 'mira', password: 'mira' };
