import { defineConfig } from "vitest/config";

/** Tests that stand in for a module; they need modules of their own. */
const withStandIns = ["test/oracle/faults.test.ts"];

/** What takes long and seldom breaks: `npm run test:thorough`. CI runs it after `npm test`. */
const thorough = [
  "test/compiler/kept.test.ts",
  "test/init/!(data-sets|hostile|laws|nasty|own-words|standard|systems|taken-back).test.ts",
  "test/playbooks/{own-tests,standard-tests,standard-measures}.test.ts",
  "test/docs/!(readme-runs).test.ts",
  "test/extension/{colours-playbooks,package}.test.ts",
  "test/cli/{due,exit-codes,json,watch}.test.ts",
  "test/diagnostics/check-fix.test.ts",
  "test/ledger/journeys.test.ts",
  "test/lsp/{neovim,random-edits}.test.ts",
  "test/explain/!(saas).test.ts",
  "test/format/{laws,command}.test.ts",
  "test/histories/{bad-input,escapes,inputs}.test.ts",
  "test/hostile/odd-input.test.ts",
  "test/report/*.test.ts",
  "test/review/{laws,revisions}.test.ts",
  "test/people/queues.test.ts",
];

/** What takes longest, or tries again from another side what the others hold: `npm run test:exhaustive`, before a release. */
const exhaustive = [
  "test/action/{entry,release}.test.ts",
  "test/calibration/{learning,refusals,saas}.test.ts",
  "test/chance/command.test.ts",
  "test/cli/{budgets,interrupted,report,shipped,staffing}.test.ts",
  "test/compiler/hostile.test.ts",
  "test/docs/readme-runs.test.ts",
  "test/docs-site/many.test.ts",
  "test/due/laws.test.ts",
  "test/engine/figures-laws.test.ts",
  "test/explain/saas.test.ts",
  "test/faults/*.test.ts",
  "test/format/hostile.test.ts",
  "test/hostile/{flipped-binary,flipped-text,mutated-playbooks,processes}.test.ts",
  "test/histories/{laws,many-accounts}.test.ts",
  "test/init/{data-sets,hostile,laws,nasty,own-words,standard,systems,taken-back}.test.ts",
  "test/lsp/rename-all.test.ts",
  "test/measures/{faults,made-up,saas}.test.ts",
  "test/oracle/{spine-faults,spine-floors}.test.ts",
  "test/review/{figures,in-flight-oracle,large,long-lists,movements-of-many,witness-{corpus,laws,real}}.test.ts",
  "test/runners/gitlab.test.ts",
  "test/parts/{books,same-bytes,shards,full-disk}.test.ts",
  "test/playbooks/generator.test.ts",
];

/** What needs a browser: `npm run test:browser`. */
const inBrowser = ["test/browser/*.test.ts"];

/** What needs a real VS Code: `npm run test:e2e`, which gets it. */
const inEditor = ["test/e2e/*.test.ts"];
const realEditor = {
  pool: "forks",
  fileParallelism: false,
  testTimeout: 200_000,
  hookTimeout: 200_000,
  expect: { poll: { timeout: 60_000 } },
} as const;

const shared = {
  // With all cases that there are, a law may take an hour.
  testTimeout: process.env.PROPERTIES === "full" ? 3_600_000 : 60_000,
  hookTimeout: 60_000,
  pool: "forks",
  globalSetup: ["test/support/build-once.ts"],
  setupFiles: ["test/support/seed.ts"],
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default"],
    projects: [
      // Modules are loaded once a worker: the core has no state, so that no test can see another.
      {
        test: {
          ...shared,
          name: "playc",
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...withStandIns, ...thorough, ...exhaustive, ...inBrowser, ...inEditor],
          isolate: false,
        },
      },
      { test: { ...shared, name: "stand-ins", include: withStandIns } },
      { test: { ...shared, name: "thorough", include: thorough, isolate: false } },
      { test: { ...shared, name: "browser", include: inBrowser } },
      { test: { ...realEditor, name: "e2e", include: inEditor } },
      { test: { ...realEditor, name: "pictures", include: ["test/e2e/pictures.ts"] } },
      { test: { ...shared, name: "exhaustive", include: exhaustive, isolate: false } },
    ],
  },
});
