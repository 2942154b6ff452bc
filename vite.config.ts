/** The shell's documents. Addresses are relative, so that the app runs under any path of any host. */
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  // public/ is the demo course: a stage of its own (scripts/build.ts), which a real course's site does without.
  publicDir: false,
  build: {
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // scripts/serve.ts and the service worker know a name that never changes by its hexadecimal hash.
        hashCharacters: "hex",
        entryFileNames: "assets/[name]-[hash:10].js",
        chunkFileNames: "assets/[name]-[hash:10].js",
        assetFileNames: "assets/[name]-[hash:10][extname]",
      },
    },
  },
});
