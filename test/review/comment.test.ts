/**
 * The comment of a change: nothing of the data or the playbooks becomes markup or a link, whatever it is called; it always fits,
 * and says what it left out. Read by `marked` as GitHub's Markdown.
 */
import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { printable, printableName } from "../../cli/views/printable.ts";
import { commentText } from "../../cli/views/review/comment.ts";
import type { DiffReport } from "../../review/types.ts";
import { howOften } from "../support/how-often.ts";
import { reportOf } from "./reports.ts";

const fragments = [
  ..."`|*_[]()<>#@&!~$\\:/.-+=0189afDz \n\r\t\u202e\u2066\u200b\u0000é日ע\ud800",
  "@everyone",
  "#12",
  "octo/repo#7",
  "GH-3",
  "https://example.org/x",
  "www.example.org",
  "a@example.org",
  "deadbeef",
  "0123abc",
  ":tada:",
  "<b>",
  "</code>",
  "</details>",
  "<!--",
  "-->",
  "[x](javascript:y)",
  "![x](y)",
  "```",
  "\\|",
  "- ",
  "1. ",
  "| a | b |",
  "***",
  "&lt;",
  "$`x`$",
  "[^1]",
  "Ann O'Neil",
];
const hostile = fc
  .oneof(
    fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")),
    fc.string({ minLength: 1, maxLength: 20, unit: "binary" }),
    fc.constantFrom(...fragments),
  )
  .filter((text) => text !== "");

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#124": "|" };
const decoded = (html: string) => html.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole);
const textOf = (html: string) => decoded(html.replace(/<[^>]*>/g, ""));

const rendered = (report: DiffReport) => marked.parse(commentText(report, printable), { gfm: true, async: false });

/** What the view writes itself, and what Markdown makes of it. */
const ownTags =
  /^<\/?(?:p|ul|li|table|thead|tbody|tr|td|th|strong|code|pre|h4|details|summary|b|span)(?: (?:align="right"|dir="auto"|class="language-play"))?>$/;

describe("hostile texts", () => {
  it("are texts: no markup, no link, nothing that GitHub would make one of", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), (texts) => {
        let next = 0;
        const report = reportOf(() => texts[next++ % texts.length]!, 1);
        const html = rendered(report);
        const tags = html.match(/<[^>]*>/g) ?? [];
        expect(tags.filter((tag) => !ownTags.test(tag))).toEqual([]);
        // Each opens and closes as in the comment of a harmless report of the same shape.
        let calm = 0;
        const calmText = () => `quiet_${texts.indexOf(texts[calm++ % texts.length]!)}`;
        const harmless = rendered(reportOf(calmText, 1));
        const structure = (of: string) => of.match(/<\/?(?:ul|li|table|tr|td|th|h4|details|pre)\b/g);
        expect(structure(html)).toEqual(structure(harmless));
        const outside = textOf(html.replace(/<code[^>]*>[\s\S]*?<\/code>/g, "\u0001"));
        expect(outside).not.toMatch(/@|#|:\/\/|www\.|GH-|\$|:\w+:|\b(?=\d*[a-f])[0-9a-f]{7,40}\b/i);
        expect(html).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
        const said = textOf(html);
        for (const text of texts.slice(0, next)) expect(said).toContain(oneLine(printableName(text)));
      }),
      { numRuns: howOften(500, 15) },
    );
  });
});

/** Of a text that is nothing but spaces Markdown leaves what it likes. */
function oneLine(text: string): string {
  return text.trim() === "" ? "" : text;
}

describe("length", () => {
  const long = () => "a name of some length, `quoted` | 1";

  it("is never more than GitHub takes; what is left out is said, the least important first", () => {
    for (const many of [3, 25]) {
      const text = commentText(reportOf(long, many), printable);
      expect(text.length).toBeLessThanOrEqual(65_536 - 1000);
      const isCut = text.includes("#### Left out");
      expect(isCut).toBe(many > 3);
      if (!isCut) continue;
      expect(text).toMatch(/^- \d+ of \d+ lines of “Weeks that change most”$/m);
      // A pair of tags is never cut apart, nor a row.
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      const widths = text.match(/^\| .*$/gm)!.map((row) => row.split(" | ").length);
      expect(widths.filter((width) => ![3, 6, 7, 8, 9].includes(width))).toEqual([]);
      expect(text).toContain("#### Touches and hours in all, by person");
    }
  });

  it("counts as GitHub does, whatever the characters take", () => {
    const text = commentText(
      reportOf(() => "🧑\u{1F680}日本".repeat(5), 30),
      printable,
    );
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(text)).toBeLessThan(262_144);
  });
});

describe("what it says", () => {
  const { simulated, inFlight, witnesses, ...said } = reportOf(() => "drop", 1);

  it("begins with one sentence, and the table of each person", () => {
    const lines = commentText({ ...said, simulated: simulated! }, printable).split("\n");
    expect(lines[0]).toBe("**+41 touches, +22.0 h in all; drop's peak 0.8 to 1.0 h in the week of 2025-03-03**");
    expect(lines[2]).toBe("That week had 0.8 h before: `drop` +0.5 h, `drop` -0.3 h");
    const rowOf = (...figures: string[]) =>
      `| drop | ${figures.join(" | ").replaceAll(/(?<=\d) to /g, "\u00A0to\u00A0")} |`;
    expect(lines).toContain(rowOf("1 to 3", "+2", "1.0 to 2.0", "+1.0", "0.8 to 1.0"));
    const others = { before: 2, after: 3, change: 1 };
    const people = simulated!.people.map((person) => ({ ...person, others }));
    const withOthers = commentText({ ...said, simulated: { ...simulated!, people } }, printable).split("\n");
    expect(withOthers).toContain(rowOf("1 to 3", "+2", "2 to 3", "+1", "1.0 to 2.0", "+1.0", "0.8 to 1.0"));
  });

  it("tells a change of more than a touch or an hour a week by week, and a smaller one in all", () => {
    const compared = { ...simulated!.compared, weeks: 10 };
    const first = (of: Partial<NonNullable<DiffReport["simulated"]>>) =>
      commentText({ ...said, simulated: { ...simulated!, compared, ...of } }, printable).split("\n")[0];
    expect(first({})).toContain("+4.1 touches, +2.2 h a week;");
    expect(first({ touches: { before: 51, after: 42, change: -9 } })).toContain("-0.9 touches, +2.2 h a week;");
    const little = { before: 600, after: 599, change: -1 };
    expect(first({ touches: { before: 51, after: 42, change: -9 }, minutes: little })).toContain(
      "-9 touches, +0.0 h in all;",
    );
    const more = { before: 4, after: 5, change: 1 };
    expect(first({ touches: more, others: more, minutes: little })).toContain(
      "**+1 touches, +1 task or alert, +0.0 h in all;",
    );
    // A week that is cut off is no week to tell means by.
    expect(first({ compared: { from: "2025-12-30", weeks: 1 } })).toContain(
      "**+41 touches, +22.0 h in all from 2025-12-30 on;",
    );
    expect(first({ compared: { from: "2025-03-05", weeks: 10 } })).toContain(
      "**+4.1 touches, +2.2 h a week from 2025-03-05 on;",
    );
  });

  it("names both weeks of a peak that is in another week now", () => {
    const [person] = simulated!.people;
    const after = { week: "2025-06-02", minutes: 90 };
    const people = [{ ...person!, peak: { ...person!.peak, after } }];
    const lines = commentText({ ...said, simulated: { ...simulated!, people } }, printable).split("\n");
    expect(lines[0]).toMatch(/drop's peak 0\.8 h in the week of 2025-03-03 to 1\.5 h in the week of 2025-06-02\*\*$/);
    expect(lines[2]).toMatch(/^The week of 2025-06-02 had 1\.3 h before: /);
  });

  it("without a simulation is what was changed alone", () => {
    const text = commentText(said, printable);
    expect(text.split("\n")[0]).toBe("**1 change in 1 declaration; playc.yaml differs in 1 key.**");
    expect(text).toContain("- trigger `drop`, `drop.play:1`\n");
    expect(text).not.toContain("touches");
  });

  it("leads to the pages of the playbooks", () => {
    const text = commentText(said, printable, ({ kind, name }) => `https://example.org/${kind}-${name}.html`);
    expect(text).toContain("- [trigger `drop`](https://example.org/trigger-drop.html), `drop.play:1`\n");
  });

  it("of programs with errors is the errors, and what changed as far as words go", () => {
    const texts = { files: [], declarations: [{ what: "changed", name: "trigger drop" }] } as const;
    const problems = {
      before: [{ severity: "error", message: "There is no lgins.", file: "a.play", line: 3 }],
      after: [],
    } as const;
    const text = commentText({ ...said, changes: null, texts, problems }, printable);
    expect(text).toContain("**What the change means cannot be said before the errors are mended.**");
    expect(text).toContain("- `a.play:3` `There is no lgins.`");
    expect(text).toContain("- changed `trigger drop`");
  });
});
