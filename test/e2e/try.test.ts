import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { Project } from "./project.ts";
import { VsCode } from "./vscode.ts";
import { Workbench } from "./workbench.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

describe("extension", () => {
  const project = new Project();
  let vscode: VsCode;
  let workbench: Workbench;
  beforeAll(async () => {
    writeFileSync(join(project.folder, "bad.play"), "trigger bad_one {\n  level red\n  on no_such do alert csm\n}\n");
    vscode = await VsCode.launch({ folder: project.folder, trusted: true });
    workbench = new Workbench(vscode.page, project);
  });
  beforeEach(({ task }) => onTestFailed(() => vscode.picture(task.name)));
  afterAll(async () => { await vscode?.close(); project.remove(); });

  const say = async (text: string) => {
    await vscode.page.keyboard.press("F1");
    await vscode.page.locator(".quick-input-widget input").first().waitFor();
    await vscode.page.keyboard.type(text);
    await vscode.page.waitForTimeout(3000);
    await vscode.page.keyboard.press("Enter");
  };
  it("all", async () => {
    const page = vscode.page;
    await workbench.open("cadences.play", "every| 2 weeks touch check_in");
    await page.waitForTimeout(4000);
    await page.keyboard.press("Control+P");
    await page.waitForTimeout(500);
    await page.keyboard.type("task check");
    await page.waitForTimeout(5000);
    await vscode.picture("tasks-1");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(12000);
    await vscode.picture("tasks-4");
    await page.keyboard.press("Control+Shift+M");
    await page.waitForTimeout(3000);
    await vscode.picture("tasks-5");
    await workbench.open("cadences.play", "every| 2 weeks touch check_in");
    await say("Snippets: Insert Snippet");
    await page.waitForTimeout(2000);
    await vscode.picture("snippet");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await workbench.open("playc.yaml", "currency|");
    await say("Format Document");
    await page.waitForTimeout(3000);
    await vscode.picture("format-yaml");
  });
});
