/**
 * What a history that shows a change costs (`playc diff --witness`): for each change of `test/review/real-changes.ts` and
 * of `test/review/witness-changes.ts` seconds of processor of the search, beside those of compiling both programs in the
 * same process, and of how many declarations one was found.
 *
 *   node bench/witness.mjs [--only PATTERN]
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { root } from "./process.mjs";

const { values: options } = parseArgs({ options: { only: { type: "string", default: "" } } });

/** What is measured, as one module: it lies where the tests' own programs are found from it. */
const source = `
export { compare } from "./review/diff/diff.ts";
export { witnessesOf } from "./review/witness/witness.ts";
export { realChanges, realSchedule } from "./test/review/real-changes.ts";
export { before, changes } from "./test/review/witness-changes.ts";
export { scheduleOf } from "./test/review/programs.ts";
`;

mkdirSync(join(root, "dist"), { recursive: true });
const folder = mkdtempSync(join(root, "dist/bench-"));
try {
  for (const name of ["witness.play", "everything.play"]) cpSync(join(root, "test/review", name), join(folder, name));
  const outfile = join(folder, "measured.mjs");
  await build({
    stdin: { contents: source, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    logLevel: "error",
    outfile,
  });
  const { compare, witnessesOf, realChanges, realSchedule, before, changes, scheduleOf } = await import(
    pathToFileURL(outfile).href
  );
  const cases = [
    ...realChanges.map((change) => ({
      name: `${change.project}: ${change.what}`,
      compiled: () => [realSchedule(change.project), realSchedule(change.project, change)],
    })),
    ...changes.map(([what, from, to]) => ({
      name: `made up: ${what}`,
      compiled: () => [scheduleOf(before), scheduleOf(before.replace(from, () => to))],
    })),
  ].filter(({ name }) => name.includes(options.only));
  console.log("| change | compiling both | the search | ratio | found |\n| --- | --- | --- | --- | --- |");
  for (const { name, compiled } of cases) {
    const [[old, now], compiling] = timed(compiled);
    const asked = { before: old, after: now, compared: compare(old, now), zone: "UTC", taken: new Set() };
    const [witnesses, searching] = timed(() => witnessesOf(asked));
    const found = witnesses.filter((each) => each.found !== null).length;
    const ratio = (searching / compiling).toFixed(1);
    console.log(
      `| ${name} | ${compiling.toFixed(2)} s | ${searching.toFixed(2)} s | ${ratio} | ${found} of ${witnesses.length} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What a function gives, and the seconds of processor it took. */
function timed(run) {
  const started = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(started);
  return [value, (user + system) / 1e6];
}
