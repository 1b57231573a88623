/** Writing a playbook in VS Code: what the language server says and offers, as a person sees it. */
import { expect, it } from "vitest";
import type { Opened } from "./opened.ts";

export function editing(opened: () => Opened): void {
  const workbench = () => opened().workbench;

  it("underlines a name that does not exist, says so, and mends it", async () => {
    const editor = await workbench().open("triggers.play", "do touch |check_in within 48h");
    await editor.page.keyboard.press("Delete");
    await editor.line("do touch heck_in within 48h").waitFor();
    await editor.squiggle("error").waitFor({ state: "attached" });
    await workbench().until(
      () => editor.page.keyboard.press("F8"),
      editor.at.locator(".marker-widget").filter({ hasText: "There is no touch called `heck_in`." }),
    );
    const fix = editor.page.locator(".action-widget .monaco-list-row.action").first();
    await workbench().until(() => editor.page.keyboard.press("Control+."), fix.filter({ hasText: "check_in" }));
    await editor.page.keyboard.press("Enter");
    await editor.line("do touch check_in within 48h").waitFor();
    await editor.squiggle("error").waitFor({ state: "detached" });
  });

  it("offers the segments where one is wanted, and takes the one that is chosen", async () => {
    const editor = await workbench().open("triggers.play", "trigger login_drop for enterprise, mid_market| {");
    await editor.type(", s");
    await workbench().until(() => editor.page.keyboard.press("Control+Space"), editor.suggestions.first());
    await expect.poll(() => editor.suggestions.locator(".label-name").allTextContents()).toEqual(["self_serve", "smb"]);
    await editor.take("smb");
    await editor.line("trigger login_drop for enterprise, mid_market, smb {").waitFor();
    await workbench().command("File: Revert File");
    await editor.line("trigger login_drop for enterprise, mid_market {").waitFor();
  });

  it("says under the pointer what a rhythm comes to", async () => {
    const editor = await workbench().open("cadences.play", "every| 2 weeks touch check_in");
    expect(await editor.hover()).toContain("26 a year");
  });

  it("renames a trigger in the other file too", async () => {
    const editor = await workbench().open("triggers.play", "trigger |power_user");
    const name = editor.page.locator(".rename-box input");
    await workbench().until(() => editor.page.keyboard.press("F2"), name);
    await name.fill("keen_user");
    await editor.page.keyboard.press("Enter");
    await editor.line("trigger keen_user for enterprise").waitFor();
    await workbench().command("File: Save All Files");
    await expect.poll(() => opened().project.text("triggers.play")).toContain("trigger keen_user for");
    expect(opened().project.text("tests-signals.play")).toContain("expect trigger keen_user for");
    const texts = opened().project.text("triggers.play") + opened().project.text("tests-signals.play");
    expect(texts).not.toContain("power_user");
  });

  it("colours a name by what it stands for", async () => {
    const editor = await workbench().open("cadences.play", "touch |async_update unless");
    await workbench().command("Developer: Inspect Editor Tokens and Scopes");
    const seen = editor.page.locator(".token-inspect-widget");
    await seen.filter({ hasText: /semantic token type\s*function/ }).waitFor();
    await editor.page.keyboard.press("Escape");
    const colourOf = (word: string) =>
      editor
        .line("every 1 week touch async_update")
        .locator("span", { hasText: word })
        .last()
        .evaluate((span) => getComputedStyle(span).color);
    expect(new Set([await colourOf("touch"), await colourOf("async_update"), await colourOf("preferred")]).size).toBe(
      3,
    );
  });

  it("writes what it tells the language server to the output, when asked to", async () => {
    await workbench().command("playc: Show Output");
    const output = workbench().page.locator(".part.panel .view-line");
    await output.filter({ hasText: "Sending request" }).first().waitFor();
  });

  it("says in playc.yaml what is wrong with it", async () => {
    const editor = await workbench().open("playc.yaml", "|time_zone: America");
    await editor.type("x");
    await editor.squiggle("error").waitFor({ state: "attached" });
    await workbench().until(
      () => editor.page.keyboard.press("F8"),
      editor.at.locator(".marker-widget").filter({ hasText: "The project file has no `xtime_zone`." }),
    );
    await editor.page.keyboard.press("Escape");
    await workbench().command("File: Revert File");
    await editor.squiggle("error").waitFor({ state: "detached" });
  });
}
