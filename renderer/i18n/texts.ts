import { createContext } from 'svelte';
import type { en } from './en.ts';

/** Every text of the interface; another language is another value of this type. */
export type Texts = typeof en;

/** The texts in the user's language, given by the root component. */
export const [getTexts, setTexts] = createContext<Texts>();
