/**
 * The comment and the page of a change in a real browser: nothing is cut, what is folded opens, hostile names are names, nothing
 * leaves the page, and axe-core finds nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePage } from "../../cli/report/change/page.ts";
import { printable } from "../../cli/views/printable.ts";
import { commentText } from "../../cli/views/review/comment.ts";
import { reportOf } from "../review/reports.ts";
import { hasChromium, launch } from "./chromium.ts";
import { githubPage } from "./github-page.ts";
import { hostileIds } from "./hostile-project.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-review-"));
const axe = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
const names = [...Object.values(hostileIds), "Ann O'Neil", "login_drop"];
let next = 0;
const report = reportOf(() => names[next++ % names.length]!, 3);
let browser: Browser;

describe.skipIf(!hasChromium())("a change", () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(name: string, html: string, width: number, colorScheme: "light" | "dark" = "light") {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const told: string[] = [];
    page.on("console", (message) => told.push(message.text()));
    page.on("request", (request) => told.push(request.url()));
    const file = join(folder, name);
    writeFileSync(file, html);
    await page.goto(pathToFileURL(file).href);
    return { page, told: () => told.filter((text) => text !== pathToFileURL(file).href && !text.startsWith("data:")) };
  }

  const openAll = (page: Page) =>
    page.locator("details").evaluateAll((all) => {
      for (const each of all) each.setAttribute("open", "");
    });

  it("as a comment: its tables are whole, what is folded opens, names are names", async () => {
    const { page, told } = await open("comment.html", githubPage(commentText(report, printable)), 860);
    expect(await page.locator("details").first().getAttribute("open")).toBeNull();
    await openAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(860);
    for (const table of await page.locator("table").all())
      expect((await table.boundingBox())!.height).toBeGreaterThan(20);
    expect(await page.locator("main").textContent()).toContain(hostileIds.a00);
    expect(await page.locator("main :is(script, img, a, style, i)").count()).toBe(0);
    expect(told()).toEqual([]);
    await page.close();
  });

  for (const [width, colorScheme] of [
    [1280, "light"],
    [375, "dark"],
  ] as const) {
    it(`as a page, for everybody: ${width} wide, ${colorScheme}`, async () => {
      const { page, told } = await open("page.html", changePage(report, printable), width, colorScheme);
      expect(await page.locator("#people .drawing:visible svg").count()).toBe(3);
      expect(await page.locator("main").textContent()).toContain(hostileIds.a01);
      await openAll(page);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate("axe.run(document)")) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(told()).toEqual([]);
      await page.close();
    });
  }

  it("says what was not judged, and the day of the change", () => {
    const { simulated, ...rest } = reportOf(() => "Ann", 1);
    const tiles = (of: Partial<NonNullable<typeof simulated>>) =>
      changePage({ ...rest, simulated: { ...simulated!, ...of } }, printable).replaceAll(/<[^>]*>/g, " ");
    expect(tiles({})).toMatch(/of 1 budget over +1 /);
    const blind = tiles({ hoursKnown: false, budgets: [], compared: { from: "2025-03-05", weeks: 43 } });
    expect(blind).toMatch(/weeks of people over their hours: nobody&#39;s are known +not judged /);
    expect(blind).toMatch(/budgets: playc\.yaml has none +not judged /);
    expect(blind).toContain("Bars: with the change of 2025-03-05; the line: without it.");
    expect(blind).toContain("from 2025-03-05 on");
  });

  it("holds ten thousand accounts that a trigger gained", () => {
    const many = reportOf(() => "A00317", 2);
    const gained = Array.from({ length: 10_000 }, (_, index) => `A${index}`);
    const [trigger, ...rest] = many.simulated!.triggers;
    const text = changePage(
      { ...many, simulated: { ...many.simulated!, triggers: [{ ...trigger!, gained }, ...rest] } },
      printable,
    );
    expect(text).toContain("gained 10000 accounts");
    expect(text).toContain("and 9000 more");
    expect(text.length).toBeLessThan(500_000);
  });
});
