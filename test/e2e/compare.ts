/** Compare with HEAD: what was changed since the last commit, and what it does, in a panel beside the text. */
import { expect, it } from "vitest";
import type { Opened } from "./opened.ts";

export function compare(opened: () => Opened): void {
  const workbench = () => opened().workbench;
  const panel = () => workbench().webview;

  it("says what was changed and what it does, and leads to both sides", async () => {
    const editor = await workbench().open("triggers.play", "when logins falls > |login_fall week over week");
    await editor.page.keyboard.press("Control+Shift+ArrowRight");
    await editor.type("20%");
    await editor.line("when logins falls > 20%").waitFor();
    await workbench().command("playc: Compare with HEAD");
    // What is typed and not saved is no part of it.
    await panel().getByText("1 file is not saved").waitFor();
    await panel().getByRole("button", { name: "Save and compare" }).click();
    const change = panel().getByRole("button", { name: /^when logins falls > 20% .*was > 30%/ });
    await change.waitFor();
    await panel().getByText("1 file is not saved").waitFor({ state: "detached" });
    // The figures come later; which they are hangs on customers nobody looks at here.
    await panel().getByRole("region", { name: "Triggers" }).getByRole("button", { name: "login_drop" }).waitFor();
    await panel()
      .getByRole("heading", { name: /touches, .* h (?:a week|in all); / })
      .waitFor();
    await panel().getByRole("button", { name: "as it was" }).first().click();
    const before = workbench().page.locator('.editor-instance .monaco-editor[data-uri^="playc-committed:"]');
    await before.locator(".view-line", { hasText: "when logins falls > login_fall" }).waitFor();
    await change.click();
    await workbench().leadsTo("triggers.play", "when logins falls > 20%");
  });

  it("finds a history that shows it, which becomes a test, and is taken back by one step", async () => {
    await panel().getByRole("button", { name: "Find a history that shows each change" }).click();
    await panel().getByRole("button", { name: "Insert as test" }).click();
    // Into the file that has most tests; one step back and it is as it was.
    const written = workbench().page.locator('.editor-instance .monaco-editor[data-uri$="/tests-signals.play"]');
    const test = written.locator(".view-line", { hasText: 'test "trigger login_drop: when' });
    const tab = workbench().page.locator('.tab[data-resource-name="tests-signals.play"]');
    await test.waitFor();
    await tab.and(workbench().page.locator(".dirty")).waitFor();
    await workbench().page.keyboard.press("Control+Z");
    await tab.and(workbench().page.locator(":not(.dirty)")).waitFor();
  });

  it("follows what is saved", async () => {
    const editor = await workbench().open("triggers.play", "when logins falls > |20% week over week");
    for (const _ of "20%") await editor.page.keyboard.press("Delete");
    await editor.type("login_fall");
    await editor.line("when logins falls > login_fall").waitFor();
    await editor.page.keyboard.press("Control+S");
    await panel().getByRole("heading", { name: "Both say the same." }).waitFor();
    await workbench().command("View: Close All Editors");
    await expect.poll(() => workbench().page.locator(".tab", { hasText: "Compared with HEAD" }).count()).toBe(0);
  });
}
