/** A `let` with a figure for each segment says what is said for each segment apart. */
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import { compileWithShared } from "./support.ts";

/** The condition of the trigger `t`, and what else was told. */
function conditionOf(lets: string, when: string) {
  const play = `${lets}\ntrigger t { level green when ${when} do alert csm }`;
  const { schedule, diagnostics } = compileWithShared(play);
  const errors = diagnostics.filter(({ severity, file }) => severity === "error" && file === "case.play");
  const trigger = schedule?.triggers.find(({ name }) => name === "t");
  return { cause: trigger?.cause, told: errors.map(({ code }) => code) };
}

const runway = "let runway = enterprise 180d, mid_market 90d otherwise 30d";

describe("a figure by segment", () => {
  it.each([
    [
      runway,
      "time to renewal <= runway",
      "(segment is enterprise and time to renewal <= 180d) or (segment is mid_market and time to renewal <= 90d) or (segment is not one of enterprise, mid_market and time to renewal <= 30d)",
    ],
    [
      "let floor = enterprise $1M, mid_market $30K, smb EUR 5K otherwise $1K".replace("EUR", "USD"),
      "floor < arr and strategic",
      "((segment is enterprise and $1M < arr) or (segment is mid_market and $30K < arr) or (segment is smb and USD 5K < arr) or (segment is not one of enterprise, mid_market, smb and $1K < arr)) and strategic",
    ],
    [
      "let fall = self_serve 50% otherwise 30%",
      "not (logins falls > fall over 2w)",
      "not ((segment is self_serve and logins falls > 50% over 2w) or (segment is not self_serve and logins falls > 30% over 2w))",
    ],
    [
      "let few = enterprise 50, mid_market 20, smb 5, self_serve 1",
      "seats < few",
      "(segment is enterprise and seats < 50) or (segment is mid_market and seats < 20) or (segment is smb and seats < 5) or (segment is self_serve and seats < 1)",
    ],
  ])("%s: `%s` is what is written out", (lets, short, long) => {
    const made = conditionOf(lets, short);
    expect(made.told).toEqual([]);
    expect(made.cause).toBeDefined();
    expect(made.cause).toEqual(conditionOf("", long).cause);
  });

  it.each([
    ["let few = enterprise 50, smb 5", "seats < few", "PLAY378"],
    ["let few = enterprize 50 otherwise 5", "seats < few", "PLAY102"],
    ["let few = smb 50, smb 20 otherwise 5", "seats < few", "PLAY106"],
    ["let few = smb 50 otherwise 5d", "seats < few", "PLAY203"],
    ["let few = smb 50 otherwise other", "seats < few", "PLAY105"],
    [runway, "logins over runway = 0", "PLAY379"],
    [runway, "seats > 5 or runway", "PLAY2"],
    ["let __proto__ = smb 50 otherwise 5", "seats < toString", "PLAY102"],
  ])("%s in `%s` is one mistake", (lets, when, code) => {
    const { told } = conditionOf(lets, when);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(code);
  });

  it.each([
    ["let a = EUR 40K", "money"],
    ["let a = USD 40", "money"],
    ["let a = usd 40", "by_segment"],
    ["let a = smb EUR 40K", "by_segment"],
    ["let a = b", "name"],
  ])("`%s` is %s", (text, kind) => {
    const [declaration] = parse("a.play", text).file.declarations;
    expect(declaration?.kind === "let" && declaration.value?.kind).toBe(kind);
  });
});
