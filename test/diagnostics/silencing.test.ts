/** Warnings are raised, lowered and silenced with a reason; errors are not; what silences nothing is told. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";
import type { SeverityRule } from "../../compiler/silencing/settle.ts";
import { readProjectFile } from "../../project/read.ts";

const idle = "task idle { owner csm  effort 5min }";
const because = "because the team will need it";
const span = { start: 20, end: 27 };

function checked(text: string, ...severities: SeverityRule[]) {
  const files = [
    { path: "model.play", text: modelText },
    { path: "a.play", text },
  ];
  const compiled = compile({ files, currency: "USD", severities, readText: () => undefined, exists: () => false });
  const { diagnostics, silenced, schedule } = compiled;
  return {
    told: diagnostics.map(({ code, severity }) => `${severity} ${code}`),
    silenced: silenced.map(({ code }) => code),
    builds: schedule !== undefined,
  };
}

const rule = (code: string, severity: SeverityRule["severity"], reason: string | undefined = "we know") => ({
  code,
  severity,
  ...(reason === undefined ? {} : { reason }),
  span,
});

describe("a comment", () => {
  it.each([
    ["before a declaration", `# playc: allow PLAY107 ${because}\n${idle}`],
    ["before its doc comment", `# playc: allow PLAY107 ${because}\n## Later.\n\n${idle}`],
    ["behind the place", `task idle { # playc: allow PLAY107 ${because}\n owner csm effort 5min }`],
    ["before a line inside", `task\n# playc: allow PLAY107 ${because}\nidle { owner csm effort 5min }`],
    ["with other blanks and letters", `#playc:Allow  PLAY107   BECAUSE it is so\n${idle}`],
  ])("%s silences what it names", (_, text) => {
    expect(checked(text)).toEqual({ told: [], silenced: ["PLAY107"], builds: true });
  });

  it("silences all of that code in its declaration, and nothing else", () => {
    const twice = `# playc: allow PLAY329 ${because}
play p { level red start when health < 60 end after 3d
  phase a day 10..11 { touch qbr }
  phase b day 12..13 { touch qbr } }`;
    expect(checked(twice)).toEqual({ told: [], silenced: ["PLAY329", "PLAY329"], builds: true });
    expect(checked(`# playc: allow PLAY107 ${because}\n${idle}\ntask other { owner csm effort 5min }`)).toEqual({
      told: ["warning PLAY107"],
      silenced: ["PLAY107"],
      builds: true,
    });
  });

  it.each([
    ["silences nothing", `# playc: allow PLAY330 ${because}\n${idle}`, ["warning PLAY408", "warning PLAY107"]],
    ["stands at the end", `${idle}\n# playc: allow PLAY107 ${because}`, ["warning PLAY107", "warning PLAY408"]],
    [
      "says it twice",
      `# playc: allow PLAY107 ${because}\n# playc: allow PLAY107 ${because}\n${idle}`,
      ["warning PLAY408"],
    ],
    [
      "names an error",
      `# playc: allow PLAY102 ${because}\ntask t { owner nobody effort 5min }`,
      ["error PLAY407", "error PLAY102"],
    ],
    ["gives no reason", `# playc: allow PLAY107 because\n${idle}`, ["error PLAY406"]],
    ["names no code", `# playc: allow PLAY9 ${because}\n${idle}`, ["error PLAY409", "warning PLAY107"]],
    ["cannot be read", `# playc: allow\n${idle}`, ["error PLAY410", "warning PLAY107"]],
    ["is a doc comment", `## playc: allow PLAY107 ${because}\n${idle}`, ["warning PLAY107"]],
    ["speaks of playc", `# playc says so\n${idle}`, ["warning PLAY107"]],
  ])("that %s", (_, text, told) => expect(checked(text).told).toEqual(told));

  it("is not called unused in a program with errors, of which not all is asked", () => {
    expect(checked(`# playc: allow PLAY107 ${because}\n${idle} task t { owner nobody effort 5min }`).told).toEqual([
      "error PLAY102",
    ]);
  });
});

describe("playc.yaml", () => {
  it("silences, raises and leaves as it is", () => {
    expect(checked(idle, rule("PLAY107", "off"))).toEqual({ told: [], silenced: ["PLAY107"], builds: true });
    expect(checked(idle, rule("PLAY107", "error"))).toEqual({ told: ["error PLAY107"], silenced: [], builds: false });
    expect(checked(idle, rule("PLAY107", "warning")).told).toEqual(["warning PLAY107"]);
  });

  it("is overruled by a comment nearer by", () => {
    const text = `# playc: allow PLAY107 ${because}\n${idle}`;
    expect(checked(text, rule("PLAY107", "error"))).toEqual({ told: [], silenced: ["PLAY107"], builds: true });
  });

  it.each([
    ["silences nothing", rule("PLAY107", "off"), ["warning PLAY408"]],
    ["silences an error", rule("PLAY102", "off"), ["error PLAY407"]],
    ["lowers an error", rule("PLAY102", "warning"), ["error PLAY407"]],
    ["raises an error, which it is", rule("PLAY102", "error"), []],
    ["gives no reason", { code: "PLAY107", severity: "error" as const, span }, ["error PLAY406"]],
    ["gives a blank reason", rule("PLAY107", "error", " "), ["error PLAY406"]],
    ["names no code", rule("PLAY999", "off"), ["error PLAY409"]],
    ["names what JavaScript knows", rule("__proto__", "off"), ["error PLAY409"]],
  ])("that %s", (_, severity, told) => expect(checked("", severity).told).toEqual(told));

  it("may silence what speaks of silencing, which then has to be needed itself", () => {
    const text = `# playc: allow PLAY330 ${because}\n`;
    expect(checked(text, rule("PLAY408", "off"))).toEqual({ told: [], silenced: ["PLAY408"], builds: true });
    expect(checked("", rule("PLAY408", "off")).told).toEqual(["warning PLAY408"]);
  });

  it("is read with the place of each key", () => {
    const start = "currency: USD\naccount: { file: a.csv, key: id }\n";
    const text = `${start}diagnostics:\n  PLAY107: { severity: off, reason: "so" }\n  __proto__: { severity: error }\n`;
    const { project, problems } = readProjectFile("playc.yaml", text);
    expect(problems).toEqual([]);
    expect(project?.diagnostics.map((each) => [each.code, each.severity, each.reason])).toEqual([
      ["PLAY107", "off", "so"],
      ["__proto__", "error", undefined],
    ]);
    expect(project?.diagnostics.map(({ span: { start: from, end } }) => text.slice(from, end))).toEqual([
      "PLAY107",
      "__proto__",
    ]);
    const wrong = readProjectFile("playc.yaml", `${start}diagnostics: { PLAY107: { severity: mute } }`);
    expect(wrong.problems[0]?.message).toContain("must be one of `off`, `warning`, `error`");
  });
});

describe("very many silencings", () => {
  it("take no more time than the lines they stand on", () => {
    const text = `# playc: allow PLAY107 ${because}\ntask t_N { owner csm effort 5min }\n`;
    const many = Array.from({ length: 5_000 }, (_, index) => text.replace("N", String(index))).join("");
    expect(checked(many).silenced).toHaveLength(5_000);
  });
});
