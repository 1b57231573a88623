/** A folder that somebody sent: until it is trusted, what is in it can be read and nothing of it is run. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { Project } from "./project.ts";
import { VsCode } from "./vscode.ts";
import { Workbench } from "./workbench.ts";

describe("a folder that is not trusted", () => {
  const project = new Project();
  const wasRun = join(project.folder, "was-run");
  let vscode: VsCode;
  let workbench: Workbench;

  beforeAll(async () => {
    // A playc of its own, which tells on whoever runs it.
    const installed = join(project.folder, "node_modules/playc/dist");
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, "playc.js"), `require("node:fs").writeFileSync(${JSON.stringify(wasRun)}, "")`);
    vscode = await VsCode.launch({ folder: project.folder, trusted: false });
    workbench = new Workbench(vscode.page, project);
  });
  beforeEach(({ task }) => onTestFailed(() => vscode.picture(task.name)));
  afterAll(async () => {
    await vscode?.close();
    project.remove();
  });

  const said = (text: string) => vscode.page.locator(".notification-list-item", { hasText: text }).first();

  it("is checked", async () => {
    const editor = await workbench.open("triggers.play", "do touch |check_in within 48h");
    await editor.page.keyboard.press("Delete");
    await editor.squiggle("error").waitFor({ state: "attached" });
    await workbench.command("File: Revert File");
    await editor.squiggle("error").waitFor({ state: "detached" });
  });

  it("is not simulated, and no test of it is run: that is said in words", async () => {
    await workbench.command("playc: Simulate");
    await said("Simulations are run once you trust this folder: until then nothing in it is run.").waitFor();
    const editor = await workbench.open("tests.play", "|a fall in logins is answered");
    await editor.at.locator(".codelens-decoration a", { hasText: "run test" }).first().click();
    await said("Tests are run once you trust this folder").waitFor();
    expect(existsSync(wasRun)).toBe(false);
    expect(existsSync(join(project.folder, ".playc"))).toBe(false);
  });

  it("is taken at its word once it is trusted", async () => {
    await workbench.command("Test: Run Test at Cursor");
    await vscode.page.getByRole("button", { name: "Trust Folder & Continue" }).click();
    await expect.poll(() => existsSync(wasRun)).toBe(true);
  });

  it("asks nobody outside this machine", () => {
    expect([...vscode.outside]).toEqual([]);
  });
});
