/** Rows of the handbook that no made-up customer can show: facts of the standard playbooks, and what the compiler says. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { compile } from "../../compiler/compile.ts";
import type { Touch } from "../../schedule/types.ts";

const folder = join(import.meta.dirname, "../../playbooks/standard");
const { schedule } = compileProject(folder);
const touch = (name: string): Touch => schedule.touches.find((each) => each.name === name)!;

/** The codes of errors of a small program with this in it. */
function errorsOf(play: string, files: Readonly<Record<string, string>> = {}): string[] {
  const text = `account { name text } role csm owns accounts ${play}`;
  const { diagnostics } = compile({
    files: [{ path: "a.play", text }],
    currency: "USD",
    readText: (path) => files[path],
    exists: (path) => path in files,
  });
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

describe("channels, purpose, restraint", () => {
  it("CH1: what is urgent goes by phone first, executives are called, tips stand in the product", () => {
    for (const name of ["investigation", "discovery_call", "alternate_call", "sponsor_call", "executive_call"]) {
      expect(touch(name).channels[0], name).toBe("phone");
    }
    for (const name of ["executive_review", "qbr", "kickoff"]) expect(touch(name).channels[0], name).toBe("video");
    for (const name of ["in_app_tip", "celebration", "upgrade_hint"]) expect(touch(name).channels).toEqual(["in_app"]);
    expect(touch("training").channels[0]).toBe("webinar");
  });

  it("CH2: every channel of the practice is a channel of the language, and no other word is", () => {
    const channels =
      "email call video phone sms slack in_app webinar event office_hours community help_centre in_person";
    const touchBy = (channel: string) =>
      errorsOf(`touch t { channel ${channel} owner csm effort 5min purpose give_insight kind proactive }`);
    for (const channel of channels.split(" ")) expect(touchBy(channel), channel).toEqual([]);
    expect(touchBy("pigeon")).not.toEqual([]);
  });

  it("CH3: no touch is without a purpose, and all five are somebody's", () => {
    expect(errorsOf("touch t { channel email owner csm effort 5min kind proactive }")).not.toEqual([]);
    expect(new Set(schedule.touches.flatMap(({ purposes }) => purposes)).size).toBe(5);
  });

  it("CH4: every text speaks of the customer, and of nothing that is not known of it", () => {
    for (const name of readdirSync(join(folder, "templates"))) {
      expect(readFileSync(join(folder, "templates", name), "utf8"), name).toMatch(/\{(account|metric|contact)\.\w+/);
    }
    const sent = `touch t { channel email owner csm effort 5min purpose give_insight kind proactive template "t.md" }`;
    expect(errorsOf(sent, { "t.md": "Hello {account.name}" })).toEqual([]);
    expect(errorsOf(sent, { "t.md": "Hello {account.nme}" })).not.toEqual([]);
  });
});

describe("team and capacity", () => {
  it("CP1: between 60% and 70% of the hours are planned", () => {
    const shares = schedule.team.flatMap(({ shareForPlays }) => shareForPlays ?? []);
    expect(shares.length).toBeGreaterThan(0);
    for (const share of shares) expect(share >= 600_000 && share <= 700_000, String(share)).toBe(true);
  });

  it("CP5: the regular talks take 15 to 30 minutes", () => {
    for (const name of ["check_in", "value_call", "setup_check_in", "progress_call", "welcome_call"]) {
      expect(touch(name).effortMinutes, name).toBeGreaterThanOrEqual(15);
      expect(touch(name).effortMinutes, name).toBeLessThanOrEqual(30);
    }
  });
});
