/** The page as text: whole for anything a ledger can hold, the same for the same, of a size that can be opened. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escaped, html, jsonFor } from "../../cli/report/html.ts";
import { reportPage } from "../../cli/report/page.ts";
import { parseDay } from "../../runtime/calendar/days.ts";
import type { AccountOutcome, ReportRange } from "../../runtime/ledger/types.ts";
import { scheduleOf } from "../histories/support.ts";
import { firstDay, lastDay, ledgers } from "../ledger/outcomes.ts";
import { outcomeOf, reported, touchOn } from "./support.ts";

const range = { from: firstDay, to: lastDay };
const schedule = scheduleOf({
  digest: `sha256:${"0".repeat(64)}`,
  roles: [
    { name: "csm", kind: "person", ownsAccounts: true },
    { name: "automation", kind: "machine", ownsAccounts: false },
  ],
});

async function pageOf(ledger: readonly AccountOutcome[], days: ReportRange = range, title = "test"): Promise<string> {
  return reportPage({ title, schedule, ...(await reported(ledger, schedule, days)) });
}

/** Without what lies in scripts and styles, the tags of a page. */
function tagsOf(page: string): string[] {
  return [...page.replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/g, "$1").matchAll(/<([a-z][\w-]*)/gi)].map(
    ([, tag]) => tag!,
  );
}

const known = new Set(
  "html head meta title link style body a nav ul li main header h1 h2 h3 p dl div dt dd section figure figcaption span i b svg path text g rect circle defs pattern clippath details summary table thead tbody tr th td bdi noscript code label input footer script".split(
    " ",
  ),
);

describe("markup", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom(
      "<script>",
      "</script",
      "<!--",
      "]]>",
      `"onload=x`,
      "'",
      "&amp;",
      "\u202e",
      "\u0000",
      "\ud800",
      "\u2028",
    ),
  );

  it("escapes whatever is put into a template, and nothing twice", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: made } = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`;
        expect(made.match(/<[/\w]+/g)).toEqual(["<p", "<b", "</b", "</p"]);
        expect(made.match(/"/g)).toHaveLength(2);
        expect(made).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        const back = escaped(text).replace(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "",
        );
        expect(back.includes(text) || /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text)).toBe(true);
      }),
    );
  });

  it("puts JSON into a script that nothing in it can end, and that reads back", () => {
    fc.assert(
      fc.property(fc.array(hostile), (texts) => {
        const made = jsonFor({ texts });
        expect(made).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(made)).toEqual({ texts });
      }),
    );
  });
});

describe("the page", () => {
  it("is whole, and the same once more, for anything a ledger can hold", { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, async (ledger) => {
        const page = await pageOf(ledger);
        expect(await pageOf(ledger)).toBe(page);
        expect(tagsOf(page).filter((tag) => !known.has(tag.toLowerCase()))).toEqual([]);
        expect(page.match(/<script/g)).toHaveLength(2);
        expect(page).not.toMatch(/NaN|undefined|\[object/);
        expect(page).not.toMatch(/ style="| on\w+="/);
        const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(Object.keys(Object.prototype)).toEqual([]);
        for (const [, target] of page.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(target);
      }),
      { numRuns: 4, seed: 3 },
    );
  });

  it("says so where there is nothing", async () => {
    const page = await pageOf([]);
    for (const text of ["Nothing was done", "Nothing was dropped", "Nothing was late", "No account was alive"]) {
      expect(page).toContain(text);
    }
    expect(await pageOf([outcomeOf("one", range)])).toContain("1 of 1 accounts were never touched");
  });

  it("shortens names that nobody would read, and takes a title for a text", async () => {
    const name = "x".repeat(1000);
    const page = await pageOf(
      [outcomeOf(name, range, { rows: [touchOn(firstDay, name, { owner: name })] })],
      range,
      "<b>&",
    );
    expect(page).not.toContain("x".repeat(61));
    expect(page).toContain("<title>&lt;b&gt;&amp;: playbooks simulated");
  });

  const day = (text: string) => parseDay(text)!;
  const tenYears = { from: day("2016-01-01"), to: day("2025-12-31") };

  it("stays of a size that can be opened: ten years, 300 people, 10,000 accounts", { timeout: 180_000 }, async () => {
    const crowd = Array.from({ length: 10_000 }, (_, index) => {
      const account = `a${String(index).padStart(5, "0")}`;
      const first = tenYears.from + ((index * 37) % 3000);
      const rows = [0, 200].map((after) => touchOn(first + after, account, { owner: `person ${index % 300}` }));
      return outcomeOf(account, tenYears, { rows });
    });
    const page = await pageOf(crowd, tenYears);
    expect(page.length).toBeLessThan(4_000_000);
    expect(page).toContain("The 40 of 300 with most hours are drawn");
    expect(page).toContain("a column stands for 13 weeks");
    expect(page).toMatch(/Here are \d+ of 10000 accounts/);
  });

  it("leaves out stories that do not fit, and says how many", async () => {
    const busy = Array.from({ length: 150 }, (_, index) => {
      const account = `a${index}`;
      const rows = Array.from({ length: 400 }, (_, at) => {
        const done = at % 60;
        return touchOn(firstDay + done, account, { owner: `person ${at}`, name: `call ${index} ${at}` }, at);
      });
      return outcomeOf(account, range, { rows });
    });
    const page = await pageOf(busy);
    expect(page.length).toBeLessThan(3_000_000);
    expect(page).toMatch(/Here are \d+ of 150 accounts[^.]*; \d+ more of these did not fit/);
  });
});
