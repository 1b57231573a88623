/**
 * What `playc diff --simulate` costs beside one `playc simulate` of the same project, playbooks/saas with one step of a
 * cadence changed, and what the search of `--witness` adds to `playc diff`: seconds of processor of whole processes, in
 * turn, medians.
 *
 *   node bench/review.mjs [--runs 3]
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildPlayc, measure, root } from "./process.mjs";

const { values: options } = parseArgs({ options: { runs: { type: "string", default: "3" } } });
const work = mkdtempSync(join(tmpdir(), "playc-review-"));
const built = buildPlayc();
try {
  const [before, after] = ["before", "after"].map((name) => join(work, name));
  for (const folder of [before, after]) cpSync(join(root, "playbooks/saas"), folder, { recursive: true });
  const file = join(after, "cadences.play");
  const text = readFileSync(file, "utf8");
  const changed = text.replace("every 1 quarter", "every 1 month");
  if (changed === text) throw new Error("playbooks/saas has no quarterly step any more");
  writeFileSync(file, changed);
  const playc = join(built, "playc.js");
  const runs = Array.from({ length: Number(options.runs) }, () => ({
    one: measure([playc, "simulate", after, "--out", join(work, "out"), "--workers", "1"]).processorSeconds,
    both: measure([playc, "diff", before, after, "--simulate"]).processorSeconds,
    words: measure([playc, "diff", before, after]).processorSeconds,
    witness: measure([playc, "diff", before, after, "--witness"]).processorSeconds,
  }));
  const [one, both, words, witness] = ["one", "both", "words", "witness"].map((which) =>
    median(runs.map((run) => run[which])),
  );
  const ratio = median(runs.map((run) => run.both / run.one));
  console.log(`| playc simulate | playc diff --simulate | ratio |
| --- | --- | --- |
| ${one.toFixed(1)} s | ${both.toFixed(1)} s | ${ratio.toFixed(2)} |

| playc diff | playc diff --witness | the search |
| --- | --- | --- |
| ${words.toFixed(1)} s | ${witness.toFixed(1)} s | ${(witness - words).toFixed(1)} s |`);
} finally {
  for (const folder of [work, built]) rmSync(folder, { recursive: true, force: true });
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}
