/** What the extension shows beside the text: playbooks by segment, a play's flow, the last run, and tests. */
import { expect, it } from "vitest";
import type { Opened } from "./opened.ts";

export function panels(opened: () => Opened): void {
  const workbench = () => opened().workbench;

  it("list what each segment gets, and lead to it", async () => {
    await workbench().command("playc: Focus on Playbooks View");
    const row = (text: string) => workbench().page.locator(".sidebar .monaco-list-row").filter({ hasText: text });
    await row("arr >= $100K or strategic").locator(".monaco-tl-twistie").click();
    await row("enterprise_rhythm").click();
    await workbench().leadsTo("cadences.play", "cadence enterprise_rhythm");
  });

  it("draw a play as its text changes, and a box leads to its line", async () => {
    const editor = await workbench().open("plays.play", "|enterprise_renewal for");
    await workbench().command("playc: Show Flow of Play");
    const drawing = workbench().webview;
    await drawing.getByRole("heading", { name: "Play enterprise_renewal" }).waitFor();
    await drawing.locator("[data-place]", { hasText: "touch decision_call" }).click();
    await workbench().leadsTo("plays.play", "touch decision_call");
    await editor.page.keyboard.press("Control+Shift+K");
    await drawing.locator("[data-place]", { hasText: "touch decision_call" }).waitFor({ state: "detached" });
    await drawing.locator("[data-place]", { hasText: "phase negotiate" }).waitFor();
    await workbench().command("File: Revert File");
    await drawing.locator("[data-place]", { hasText: "touch decision_call" }).waitFor();
    await expect
      .poll(() =>
        drawing.locator("[data-place]", { hasText: "phase execute" }).evaluate((box) => {
          const { left, right } = box.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        }),
      )
      .toBe(true);
    await workbench().command("View: Close All Editors");
  });

  it("run a test, and tell a failure at its line", async () => {
    const wanted = "expect touch check_in for acme from login_drop on 2026-03-16";
    const editor = await workbench().open("tests.play", `${wanted}|`);
    await workbench().command("Testing: Focus on Test Explorer View");
    const rows = workbench().page.locator(".sidebar .monaco-list-row");
    await rows.filter({ hasText: "tests.play" }).locator(".monaco-tl-twistie").click();
    const row = rows.filter({ hasText: "a fall in logins is answered" });
    await row.waitFor();
    await workbench().command("Test: Run Test at Cursor");
    await row.and(workbench().page.locator('[aria-label*="(Passed)"]')).waitFor();

    await editor.isReady();
    await editor.page.keyboard.press("Backspace");
    await editor.type("7");
    await editor.page.keyboard.press("Control+S");
    await expect.poll(() => opened().project.text("tests.play")).toContain("from login_drop on 2026-03-17");
    await workbench().command("Test: Run Test at Cursor");
    await row.and(workbench().page.locator('[aria-label*="(Failed)"]')).waitFor();
    const told = editor.at.locator(".test-error-content-widget").filter({ hasText: "done 2026-03-16" });
    await told.waitFor();
    // What was told is seen beside its line, once nothing moves any more.
    const isAtItsLine = async () => {
      const both = [told, editor.line("from login_drop on 2026-03-17")].map((each) => each.boundingBox());
      const [message, line] = await Promise.all(both);
      return message && line ? Math.abs(message.y - line.y) < 5 : false;
    };
    await expect.poll(isAtItsLine).toBe(true);
  });

  it("show what one test reaches, and not what others do", async () => {
    await workbench().open("tests.play", "|expect touch check_in for acme from login_drop on 2026-03-17");
    await workbench().command("Test: Run Test at Cursor with Coverage");
    const editor = await workbench().open("triggers.play", "trigger |login_drop");
    await editor.at.locator(".coverage-deco-gutter.coverage-deco-hit").first().waitFor();
    await editor.at.locator(".coverage-deco-gutter.coverage-deco-miss").first().waitFor();
    await workbench().command("Test: Clear Coverage");
    await editor.at.locator(".coverage-deco-gutter").first().waitFor({ state: "detached" });
    await workbench().command("View: Close All Editors");
  });
}
