/**
 * The report page in a real browser: what is drawn is what the ledger holds, nothing leaves the page, hostile names stay
 * names, a click leads to an account's story, and axe-core finds nothing, in light, in dark and on a telephone.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRunTables, type RunTables } from "../../runtime/ledger/query.ts";
import { buildCli } from "../cli/built.ts";
import { writeProject } from "../cli/small-project.ts";
import { hasChromium, launch } from "./chromium.ts";
import { marksOf, tableOf } from "./drawn.ts";
import { hostileIds, hostileProject } from "./hostile-project.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-report-"));
const file = join(folder, "report.html");
const axe = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
let browser: Browser;
let run: RunTables;

describe.skipIf(!hasChromium())("the report page", () => {
  beforeAll(async () => {
    const project = writeProject(join(folder, "a project & <b>"), hostileProject);
    const out = join(folder, "out");
    const ended = await buildCli().run(["simulate", project, "--out", out, "--report", file]);
    expect(ended.exitCode, ended.stderr).toBe(0);
    run = await openRunTables(out, ["ledger", "rungs", "journey", "account_days"]);
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    run?.close();
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    page: Page;
    requests: string[];
    complaints: string[];
  }

  async function open(
    options: { width?: number; colorScheme?: "light" | "dark"; path?: string } = {},
  ): Promise<Opened> {
    const { width = 1280, colorScheme = "light", path = file } = options;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const opened: Opened = { page, requests: [], complaints: [] };
    page.on("request", (request) => opened.requests.push(request.url()));
    page.on("console", (message) => opened.complaints.push(message.text()));
    page.on("pageerror", (error) => opened.complaints.push(error.message));
    await page.goto(pathToFileURL(path).href);
    return opened;
  }

  const rowsOf = async (sql: string) => (await run.rows(sql)).rows.map((row) => Object.values(row).map(Number));

  it("asks nobody for anything, and complains of nothing", async () => {
    const { page, requests, complaints } = await open();
    await page.locator("#account-list a").first().click();
    await page.locator("#heat .drawing:visible [data-i]").first().hover();
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    expect(await page.content()).toMatch(/default-src 'none'/);
    await page.close();
  });

  it("does not let what is written into the page ask or run", async () => {
    const { page, complaints } = await open();
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", `<img src="https://example.org/x.png"><b style="color:red">x</b>`);
      const script = document.createElement("script");
      script.textContent = "window.broken = 1";
      document.body.append(script);
    });
    await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(3);
    expect(complaints.every((text) => text.includes("Content Security Policy"))).toBe(true);
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
    await page.close();
  });

  it("shows hostile names as names", async () => {
    const { page } = await open();
    const ids = await page.locator("#account-list tbody th").allTextContents();
    expect(ids).toHaveLength(12);
    for (const id of [hostileIds.a00, hostileIds.a01, hostileIds.a02, hostileIds.a06, hostileIds.a07])
      expect(ids).toContain(id);
    expect(ids.filter((id) => /\p{Cf}/u.test(id))).toEqual([]);
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThan(80);
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
    expect(await page.locator("h1").textContent()).toContain("a project & <b>");
    // Told by the script, too, in text and in the drawing.
    await page.getByRole("link", { name: hostileIds.a01!, exact: true }).first().click();
    expect(await page.locator("#story h3").textContent()).toBe(`Account ${hostileIds.a01}`);
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
    await page.close();
  });

  it("draws the hours of each week as the ledger has them, below the line of those kept", async () => {
    const { page } = await open();
    const hours = await rowsOf(`SELECT sum(effort_minutes + prep_minutes) / 60 FROM ledger
      WHERE owner_role = 'csm' AND kind <> 'start' AND outcome = 'done'
      GROUP BY week ORDER BY week`);
    const marks = (await marksOf(page, "role-0")).filter(({ series, height }) => series === 0 && height > 0);
    expect(marks).toHaveLength(hours.length);
    const most = Math.max(...hours.map(([value]) => value!));
    const tallest = Math.max(...marks.map(({ height }) => height));
    for (const [index, { height }] of marks.entries()) {
      expect(height / tallest).toBeCloseTo(hours[index]![0]! / most, 2);
    }
    await page.close();
  });

  it("draws bars as long as what they stand for", async () => {
    const { page } = await open();
    const bars = await marksOf(page, "segments");
    const minutes = await rowsOf(`SELECT sum(effort_minutes + prep_minutes) AS minutes FROM ledger
      WHERE kind <> 'start' AND outcome = 'done'
      GROUP BY segment ORDER BY minutes DESC`);
    expect(bars).toHaveLength(minutes.length);
    for (const [index, { width }] of bars.entries()) {
      expect(width / bars[0]!.width).toBeCloseTo(minutes[index]![0]! / minutes[0]![0]!, 2);
    }
    const undone = await marksOf(page, "undone");
    const drawn = undone.reduce((sum, { width }) => sum + width, 0);
    const [[dropped = 0, all = 0] = []] =
      await rowsOf(`SELECT count(*) FILTER (outcome = 'dropped'), count(*) FROM ledger
      WHERE outcome IN ('dropped', 'held', 'unserved', 'withdrawn')`);
    const titles = (await tableOf(page, "#undone"))[0]!;
    const place = titles.indexOf("dropped") - 1;
    const ofDropped = undone.reduce((sum, { series, width }) => (series === place ? sum + width : sum), 0);
    expect(ofDropped / drawn).toBeCloseTo(dropped / all, 2);
    await page.close();
  });

  it("tells in the grid what each person did in each week, and marks what is above the hours", async () => {
    const { page } = await open();
    const [titles = [], ...rows] = await tableOf(page, "#heat");
    const cells = await marksOf(page, "heat");
    const columns = titles.length - 1;
    expect(cells.filter(({ fill }) => fill.startsWith("var(--h"))).toHaveLength(rows.length * columns);
    const { rows: told } =
      await run.rows(`SELECT owner, week::VARCHAR AS week, count(*) FILTER (kind = 'touch') AS touches,
        sum(effort_minutes + prep_minutes) AS minutes FROM ledger
      WHERE outcome = 'done' AND kind <> 'start' AND owner = '李 Wei' GROUP BY ALL`);
    const row = rows.find(([person]) => person === "李 Wei")!;
    expect(told.length).toBeGreaterThan(5);
    for (const { week, touches, minutes } of told) {
      const cell = row[titles.indexOf(String(week))];
      expect(cell).toBe(`${touches} / ${(Math.round(Number(minutes) / 6) / 10).toFixed(1)} h`);
    }
    const over = cells.filter(({ fill }) => fill === "var(--h6)");
    expect(over.length).toBeGreaterThan(0);
    expect(cells.filter(({ fill }) => fill === "var(--mark)").map(({ place }) => place)).toEqual(
      over.map(({ place }) => place),
    );
    await page.close();
  });

  it("draws how far ladders climb and where journeys lead", async () => {
    const { page } = await open();
    const rungs = await rowsOf(
      "SELECT count(*) FILTER (acted), count(*) FILTER (NOT acted) FROM rungs GROUP BY path ORDER BY path",
    );
    const ladder = await marksOf(page, "ladder-0");
    const width = (series: number, place: number) =>
      ladder.find((mark) => mark.series === series && mark.place === place)!.width;
    const unit = width(0, 0) / Number((await tableOf(page, "#ladder-0"))[1]![1]);
    rungs.forEach(([acted = 0, skipped = 0], index) => {
      expect(width(1, index + 1) / unit).toBeCloseTo(acted, 1);
      expect(width(2, index + 1) / unit).toBeCloseTo(skipped, 1);
    });
    const [, ...moves] = await tableOf(page, "#journey-0");
    const times = await rowsOf("SELECT count(*) FROM journey GROUP BY stage, how, to_stage ORDER BY 1");
    expect(moves.map((cells) => Number(cells[3])).sort((a, b) => a - b)).toEqual(times.flat());
    expect(moves.some(([, what]) => what === "went back")).toBe(true);
    await page.close();
  });

  it("says under the pointer what the table behind says, and leads there", async () => {
    const { page } = await open();
    const bar = page.locator("#segments .drawing:visible [data-i]").first();
    await bar.hover();
    const [titles = [], first = []] = await tableOf(page, "#segments");
    expect(await page.locator("#tip").textContent()).toBe(`${first[0]}, ${titles[1]}: ${first[1]}`);
    await bar.click();
    expect(await page.locator("#segments details").getAttribute("open")).not.toBeNull();
    expect(await page.locator("tr.marked th").textContent()).toBe(first[0]);
    await page.close();
  });

  it("leads from a list to an account's story by pointer and by key, and back", async () => {
    const { page } = await open();
    const story = page.locator("#story");
    expect(await story.isVisible()).toBe(false);
    await page.locator("#coverage table a", { hasText: "a08" }).first().click();
    expect(await story.locator("h3").textContent()).toBe("Account a08");
    const { rows } = await run.rows(
      "SELECT name, outcome FROM ledger WHERE account = 'a08' ORDER BY dated, path, occurrence",
    );
    expect(await story.locator("tbody tr").count()).toBe(rows.length);
    const done = rows.filter(({ outcome }) => outcome === "done").length;
    expect(await story.locator("svg .done, svg .other").count()).toBe(done);
    await story.getByRole("button", { name: "Close" }).press("Enter");
    expect(await story.isVisible()).toBe(false);
    await page.keyboard.press("Enter");
    expect(await story.isVisible()).toBe(true);
    await page.getByLabel("Find an account").fill("A1");
    expect(await page.locator("#account-list tbody tr:visible th").allTextContents()).toEqual(["a10", "a11"]);
    await page.close();
  });

  it("stands without a script", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator("#heat .drawing:visible svg").count()).toBe(1);
    expect(await page.locator("noscript p").isVisible()).toBe(true);
    await context.close();
  });

  const looks = [
    { width: 1280, colorScheme: "light" },
    { width: 375, colorScheme: "dark" },
  ] as const;
  for (const look of looks) {
    it(`can be used by everybody: ${look.width} wide, ${look.colorScheme}`, async () => {
      const { page, complaints } = await open(look);
      await page.locator("#account-list a").first().click();
      for (const details of await page.locator("details").all())
        await details.evaluate((each) => each.setAttribute("open", ""));
      // The page lets no foreign script in: it comes by the debugger's own way.
      await page.evaluate(axe);
      const found = await page.evaluate("axe.run(document)");
      const { violations, passes } = found as Record<string, { id: string; nodes: { html: string }[] }[]>;
      expect(passes!.length).toBeGreaterThan(20);
      expect(
        violations!.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]),
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
      expect(complaints).toEqual([]);
      await page.close();
    });
  }

  it("prints in light colours, charts wide, without what only a screen can use", async () => {
    const { page } = await open({ width: 700, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.locator("#segments .wide").isVisible()).toBe(true);
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    writeFileSync(join(folder, "report.pdf"), pdf);
    await page.close();
  });
});
