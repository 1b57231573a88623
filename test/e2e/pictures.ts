/** The pictures of the editor in docs/: `npm run test:e2e -- pictures`. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { open } from "./opened.ts";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/playc.js");
const looks = { "playc.path": program, "editor.inlayHints.enabled": "on" };

/** Without the bar at the top, which names a folder of this run. */
async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, "docs", name), clip: { x: 0, y: 36, width: 1140, height: 664 } });
}

describe("in the light", () => {
  const opened = open(
    { trusted: true, settings: { ...looks, "workbench.colorTheme": "Default Light Modern" } },
    (project) => {
      execFileSync(process.execPath, [program, "simulate", project.folder], { stdio: "ignore" });
    },
  );

  it("the text, the Playbooks and the last run", async () => {
    const { workbench } = opened();
    await workbench.page.setViewportSize({ width: 1140, height: 700 });
    await workbench.open("plays.play", "play |at_risk");
    await workbench.command("playc: Focus on Playbooks View");
    const row = (text: string) => workbench.page.locator(".sidebar .monaco-list-row").filter({ hasText: text });
    await row("arr >= $100K or strategic").locator(".monaco-tl-twistie").click();
    await row("enterprise_rhythm").waitFor();
    await workbench.command("playc: Show Simulation");
    await workbench.webview.locator("td button").first().waitFor();
    await workbench.open("plays.play", "play |at_risk");
    await keep(workbench.page, "editor.png");
  });
});

describe("in the light, with something changed", () => {
  const opened = open(
    { trusted: true, settings: { ...looks, "workbench.colorTheme": "Default Light Modern" } },
    (project) => {
      project.commit();
      const file = join(project.folder, "triggers.play");
      const text = project.text("triggers.play").replace("when logins falls > login_fall", "when logins falls > 20%");
      writeFileSync(file, text);
    },
  );

  it("what was changed, and what it does", async () => {
    const { workbench } = opened();
    await workbench.page.setViewportSize({ width: 1140, height: 700 });
    await workbench.open("triggers.play", "when logins falls > |20%");
    await workbench.command("View: Toggle Primary Side Bar Visibility");
    await workbench.page.locator(".part.sidebar").waitFor({ state: "hidden" });
    await workbench.command("playc: Compare with HEAD");
    await workbench.webview.getByRole("heading", { name: /touches, .* h a week; / }).waitFor();
    await workbench.webview.getByRole("button", { name: "Compare again" }).waitFor();
    await keep(workbench.page, "editor-compare.png");
  });
});

describe("in the dark", () => {
  const opened = open(
    { trusted: true, settings: { ...looks, "workbench.colorTheme": "Default Dark Modern" } },
    () => {},
  );

  it("a play beside its text", async () => {
    const { workbench } = opened();
    await workbench.page.setViewportSize({ width: 1140, height: 700 });
    await workbench.open("plays.play", "play |enterprise_renewal");
    await workbench.command("playc: Show Flow of Play");
    await workbench.webview.getByText("touch decision_call").waitFor();
    await workbench.command("View: Toggle Primary Side Bar Visibility");
    await workbench.page.locator(".part.sidebar").waitFor({ state: "hidden" });
    await keep(workbench.page, "editor-flow.png");
  });
});
