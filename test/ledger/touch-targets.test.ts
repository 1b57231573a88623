/** Targets of touches: how many deliveries that asked for an event it answered, held against what the touch states. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { compileWithShared } from "../compiler/support.ts";

const root = mkdtempSync(join(tmpdir(), "playc-targets-"));
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
  const program = smallProject["program.play"]!.replace(
    "effort 30min prep 15min",
    "effort 30min prep 15min target attended >= 50% target attended >= 90% for large target sponsor_left < 1% target attended >= 90% for high_touch",
  )
    .replace("phase first day 1..7 { touch call }", "phase first day 1..7 { touch call expects attended within 4d }")
    .concat("\nmodels { high_touch when segment is large low_touch otherwise }\n");
  const projectFile = smallProject["playc.yaml"]!.replace(
    "events:\n",
    "events:\n  attended: { file: attended.csv, key: id, at: at }\n",
  );
  // Runs begin where health falls, on the accounts 0, 3, 6 and 9; two calls of four are answered in time.
  const attended = "id,at\na00,2025-03-15T12:00:00\na03,2025-03-15T12:00:00\na09,2025-04-15T12:00:00\n";
  writeProject(root, { "program.play": program, "playc.yaml": projectFile, "attended.csv": attended });
});
afterAll(() => rmSync(root, { recursive: true }));

describe("a simulation", () => {
  it("counts what was asked and answered, as its ledger says", { timeout: 60_000 }, async () => {
    const { stdout } = await cli.run(["simulate", root, "--format", "json"]);
    const { touchTargets } = JSON.parse(stdout) as Summary;
    const [all, large, none, highTouch] = touchTargets!;
    expect([all!.asked > 0, all!.answered > 0, all!.answered < all!.asked]).toEqual([true, true, true]);
    expect([large!.segments, large!.asked < all!.asked]).toEqual([["large"], true]);
    // By touch model, which is the segment's here.
    expect(highTouch).toEqual({ ...large, segments: undefined, models: ["high_touch"] });
    expect(all!.target).toEqual({ operator: ">=", millionths: 500_000, met: 2 * all!.answered >= all!.asked });
    // Nothing asks for it, so that nothing can be said.
    expect(none).toEqual({
      touch: "call",
      event: "sponsor_left",
      asked: 0,
      answered: 0,
      target: { operator: "<", millionths: 10_000 },
    });
    const table = (await cli.run(["simulate", root])).stdout;
    expect(table).toMatch(/Targets of touches/);
    expect(table).toMatch(/call +attended +large +\d+ +\d+ .*>= 90% \((met|missed)\)/);
    expect(table).toMatch(/< 1% \(none asked\)/);
  });
});

describe("what a target is checked for", () => {
  const codes = (target: string, kind = "touch") =>
    compileWithShared(
      kind === "touch"
        ? `touch t { channel email owner csm effort 5min purpose give_insight kind reactive ${target} }`
        : `task t { owner csm effort 5min ${target} }`,
    )
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  it.each([
    ["target attended >= 80%", []],
    ["target attended >= 80% for enterprise, smb target reply > 1%", []],
    ["target attnded >= 80%", ["PLAY102"]],
    ["target attended >= 80% for enterprises", ["PLAY102"]],
    ["target attended >= 80% for smb, smb", ["PLAY106"]],
    ["target attended 80%", ["PLAY001"]],
    ["target logins >= 80%", ["PLAY103"]],
  ])("%s", (target, expected) => expect(codes(target)).toEqual(expected));

  it("belongs to touches", () => expect(codes("target attended >= 80%", "task")).toEqual(["PLAY303"]));
});
