/** A folder that somebody sent: until it is trusted, what is in it can be read and nothing of it is run. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askedNobody, open } from "./opened.ts";

describe("a folder that is not trusted", () => {
  const opened = open({ trusted: false }, ({ folder }) => {
    // A playc of its own, which tells on whoever runs it.
    const installed = join(folder, "node_modules/playc/dist");
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, "playc.js"), `require("node:fs").writeFileSync("was-run", "")`);
    // A second project, below the first.
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other/playc.yaml"), "currency: USD\n");
  });
  const workbench = () => opened().workbench;
  const folder = () => opened().project.folder;
  const wasRun = () => join(folder(), "was-run");
  const said = (text: string) => workbench().page.locator(".notification-list-item", { hasText: text }).first();

  it("is checked", async () => {
    const editor = await workbench().open("triggers.play", "do touch |check_in within 48h");
    await editor.page.keyboard.press("Delete");
    await editor.squiggle("error").waitFor({ state: "attached" });
    await workbench().command("File: Revert File");
    await editor.squiggle("error").waitFor({ state: "detached" });
  });

  it("is not simulated, and no test of it is run: that is said in words", async () => {
    await workbench().command("playc: Simulate");
    await said("Simulations are run once you trust this folder: until then nothing in it is run.").waitFor();
    const editor = await workbench().open("tests.play", "|a fall in logins is answered");
    await editor.at.locator(".codelens-decoration a", { hasText: "run test" }).first().click();
    await said("Tests are run once you trust this folder").waitFor();
    expect(existsSync(wasRun())).toBe(false);
    expect(existsSync(join(folder(), ".playc"))).toBe(false);
  });

  it("is taken at its word once it is trusted", async () => {
    await workbench().command("Test: Run Test at Cursor");
    await workbench().page.getByRole("button", { name: "Trust Folder & Continue" }).click();
    await expect.poll(() => existsSync(wasRun())).toBe(true);
  });

  it("has the comparison in the menu of its folders that are projects, which says what is missing", async () => {
    const { page } = workbench();
    await page.keyboard.press("Control+Shift+E");
    const entry = page.locator(".monaco-menu .action-label", { hasText: "Compare with HEAD" });
    const menuOf = (name: string) => () =>
      page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).click({ button: "right" });
    await workbench().until(menuOf("other"), entry);
    await entry.click();
    // The panel of a simulation may stand beside it, since the folder is trusted now.
    const alerts = async () => {
      const panels = await page.locator("iframe.webview.ready").all();
      const ofEach = panels.map((panel) =>
        panel.contentFrame().frameLocator("#active-frame").getByRole("alert").allTextContents(),
      );
      return (await Promise.all(ofEach)).flat().join();
    };
    await expect.poll(alerts).toContain("The project lies in no git repository, so there is no last commit.");
    await menuOf("templates")();
    await page.locator(".monaco-menu .action-label", { hasText: "Copy Path" }).first().waitFor();
    expect(await entry.count()).toBe(0);
    await page.keyboard.press("Escape");
  });

  askedNobody(opened);
});
