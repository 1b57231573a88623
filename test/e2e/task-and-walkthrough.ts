/** What the extension gives to VS Code's own parts: a task whose output is searched for what failed, and a walkthrough. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import type { Opened } from "./opened.ts";
import type { Project } from "./project.ts";

const file = "tests-task.play";
const expected = "touch check_in for acme from login_drop on 2026-03-18";

/** A test that fails, as the first of the project's expects another day, and a task that runs it. */
export function addTask(project: Project): void {
  const { folder } = project;
  const [first = ""] = /^test .*?\n}\n/ms.exec(project.text("tests.play")) ?? [];
  writeFileSync(join(folder, file), first.replace(/"[^"]*"/, '"of a task"').replace("on 2026-03-16", "on 2026-03-18"));
  const task = {
    type: "playc",
    command: "test",
    arguments: ["--filter", "of a task"],
    group: { kind: "test", isDefault: true },
    problemMatcher: "$playc-test",
  };
  mkdirSync(join(folder, ".vscode"));
  writeFileSync(join(folder, ".vscode/tasks.json"), JSON.stringify({ version: "2.0.0", tasks: [task] }));
}

export function taskAndWalkthrough(opened: () => Opened): void {
  const workbench = () => opened().workbench;

  it("a task finds in what is printed what failed, and leads to its line", async () => {
    await workbench().command("Tasks: Run Test Task");
    // Something else asked for before it shows its terminal would call it off; and the terminal comes to the front once more when it begins.
    await workbench().page.locator(".part.panel .xterm").first().waitFor();
    const failed = workbench().page.locator(".markers-panel .monaco-list-row", { hasText: `expected ${expected}` });
    await workbench().until(() => workbench().command("Problems: Focus on Problems View"), failed);
    await failed.dblclick();
    await workbench().leadsTo(file, expected);
    await workbench().command("View: Close All Editors");
  });

  it("the walkthrough shows its steps", async () => {
    await workbench().choose("Welcome: Open Walkthrough...", "Your first playbooks");
    const page = workbench().page.locator(".gettingStartedContainer");
    await page.getByText("See what it would have done").click();
    await page.getByText("Replay the playbooks on the histories of your customers").waitFor();
    await workbench().command("View: Close All Editors");
  });
}
