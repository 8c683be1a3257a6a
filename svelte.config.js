import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    // Our components are written with runes; packages decide for themselves.
    runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
  },
};
