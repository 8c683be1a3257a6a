import { z } from 'zod';

// The window's CSP has no 'unsafe-eval'; without this zod would probe for `new Function` at the
// first schema. Every schema of the project therefore takes `z` from here.
z.config({ jitless: true });

export { z };
