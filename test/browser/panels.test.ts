/** The editor's panels in a real browser, in the colours of its themes: axe-core finds nothing, nobody is asked for anything, what is unfolded and focused stays. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { comparisonContent, type ShownComparison } from "../../extension/compare/content.ts";
import { flowContent } from "../../extension/flow/content.ts";
import { type ShownSimulation, simulationContent } from "../../extension/simulation/content.ts";
import { shell } from "../../extension/webview/page.ts";
import { flowOf } from "../../runtime/flow/flow.ts";
import { svgOf } from "../../runtime/flow/svg.ts";
import { brokenReport, sampleReport } from "../extension/compare-sample.ts";
import { sampleRun } from "../extension/simulation-sample.ts";
import { hasChromium, launch } from "./chromium.ts";
import { type Theme, themes } from "./themes.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "playc-panels-"));
const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
let browser: Browser;

const shownRun: ShownSimulation = {
  projects: [
    { key: "file:///a", name: "a" },
    { key: "file:///b", name: "b" },
  ],
  project: "file:///a",
  measure: "hours",
  run: { summary: sampleRun("Dana"), written: "today" },
  isCurrent: false,
  isRunning: true,
  failure: "usage.csv is not there\nor cannot be read",
  needsProgram: true,
  chosen: { person: "Dana", unassigned: false, week: "2026-01-05" },
  made: [
    {
      source: "cadence rhythm",
      kind: "touch",
      name: "check_in",
      path: "cadence rhythm/step/1",
      demands: 3,
      minutes: 90,
    },
  ],
};
const compared: ShownComparison = {
  project: "a",
  base: "HEAD",
  busy: "simulating",
  report: sampleReport("login_drop"),
  hasOldFigures: true,
  failure: "no\nanswer",
  unsimulated: "not there\nat all",
  needsProgram: true,
  unwitnessed: undefined,
  unsaved: 1,
};

function flow(): string {
  const { schedule } = compileProject(join(root, "playbooks/saas"));
  const play = schedule.plays.find(({ name }) => name === "at_risk")!;
  const drawing = { play: play.name, svg: svgOf(flowOf(schedule, play)) ?? null, places: {} };
  return flowContent({ drawing, plays: schedule.plays.map(({ name }) => name), isOfBefore: true });
}

describe.skipIf(!hasChromium())("the panels", () => {
  const panels: [string, () => string][] = [
    ["a simulation", () => simulationContent(shownRun)],
    ["a play's flow", flow],
    ["a comparison", () => comparisonContent(compared)],
    ["a comparison with errors", () => comparisonContent({ ...compared, report: brokenReport("login_drop") })],
  ];

  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: ["extension/webview/script/page.ts", "extension/webview/page.css"],
      outdir: folder,
      entryNames: "[name]",
      bundle: true,
    });
    const own = pathToFileURL(folder).href;
    const files = { style: `${own}/page.css`, script: `${own}/page.js` };
    writeFileSync(join(folder, "panel.html"), shell({ title: "A panel", source: "file:", nonce: "abc", ...files }));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    page: Page;
    complaints: string[];
    chosen(): Promise<unknown[]>;
  }

  async function open(theme: Theme): Promise<Opened> {
    // All of a drawing in view: of what is half hidden axe-core takes the half for what is said.
    const page = await browser.newPage({ viewport: { width: 2600, height: 1600 } });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => request.url().startsWith("file:") || complaints.push(request.url()));
    await page.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(window, {
        told,
        acquireVsCodeApi: () => ({ postMessage: (message: unknown) => told.push(message) }),
      });
    });
    await page.goto(pathToFileURL(join(folder, "panel.html")).href);
    await page.evaluate((colours) => {
      const { style } = document.documentElement;
      for (const [name, value] of Object.entries(colours)) style.setProperty(`--vscode-${name}`, value);
      style.background = "var(--vscode-editor-background)";
    }, theme);
    return { page, complaints, chosen: async () => (await page.evaluate("told")) as unknown[] };
  }
  const show = (page: Page, content: string) => page.evaluate((html) => window.postMessage({ content: html }), content);

  it("have every colour that their style names", () => {
    const style = readFileSync(join(root, "extension/webview/page.css"), "utf8");
    const named = [...style.matchAll(/var\(--vscode-([\w-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in themes.light))).toEqual([]);
  });

  for (const [look, theme] of Object.entries(themes)) {
    it(`can be used by everybody: ${look}`, async () => {
      const { page, complaints } = await open(theme);
      await page.evaluate(axe);
      for (const [name, content] of panels) {
        await show(page, content());
        await page.locator("main > *").first().waitFor();
        for (const details of await page.locator("details").all())
          await details.evaluate((each) => each.setAttribute("open", ""));
        const found = await page.evaluate(
          "axe.run(document, { preload: false, rules: { 'page-has-heading-one': { enabled: false } } })",
        );
        const { violations, passes } = found as Record<string, { id: string; nodes: { html: string }[] }[]>;
        expect(passes!.length, name).toBeGreaterThan(10);
        const told = violations!.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]);
        expect(told, name).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.close();
    });
  }

  it("keep what is unfolded and focused when their content is another one, and tell what is chosen", async () => {
    const { page, chosen } = await open(themes.light);
    await show(page, comparisonContent(compared));
    await page.locator("details summary", { hasText: "login_drop" }).first().click();
    await page.getByRole("button", { name: "as it was" }).first().focus();
    await show(page, comparisonContent({ ...compared, busy: undefined }));
    await page.getByRole("button", { name: "Compare again" }).waitFor();
    expect(await page.locator("details[open]").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect((await chosen()).at(-1)).toEqual({ ask: "before", value: "0" });
    await page.close();
  });
});
