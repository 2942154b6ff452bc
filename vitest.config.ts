/** Tests under Node: plain ones, and those that start Python and so need `dist/runtime` and few neighbours. */
import { defineConfig } from "vitest/config";

const runsPython = [
  "test/runtime/**/*.test.ts",
  "test/workshop/**/*.test.ts",
  "test/core/notebook/marimo.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", ...runsPython],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "python",
          environment: "node",
          include: runsPython,
          globalSetup: ["test/support/build-runtime.ts"],
          // A Python is a few hundred megabytes, and its WebAssembly goes only when its process does.
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
