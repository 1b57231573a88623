/** The walkthrough, as somebody meets it who has just installed the extension. */
import { it } from "vitest";
import type { Opened } from "./opened.ts";

export function firstSteps(opened: () => Opened): void {
  it("lead through a first project, and the first of them begins one", async () => {
    const { workbench } = opened();
    const { page } = workbench;
    await workbench.command("Welcome: Open Walkthrough...");
    await workbench.choose("Your first playbooks");
    const step = page.locator(".gettingStartedContainer .step-container.expanded");
    await step.filter({ hasText: "Begin a project" }).waitFor();
    await page.locator(".gettingStartedContainer .step-title", { hasText: "See what it would have done" }).waitFor();
    await step.getByRole("button", { name: "New project" }).click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "A small example" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  });
}
