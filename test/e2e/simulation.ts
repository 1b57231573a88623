/** The Simulation panel: what the last run left, and runs that are made in the editor. */
import { expect, it } from "vitest";
import type { Summary } from "../../runtime/summary/types.ts";
import type { HeldProgram } from "./held-program.ts";
import type { Opened } from "./opened.ts";

export function simulation(opened: () => Opened, held: HeldProgram): void {
  const workbench = () => opened().workbench;
  const summary = (): Summary => JSON.parse(opened().project.text(".playc/last/summary.json"));
  /** A line for each person and week, as the summary of the last run has them. */
  const figures = () =>
    summary().people.flatMap(({ person, weeks }) =>
      weeks.map(
        ({ week, touches, minutes }) =>
          `${person}, week of ${week}: ${touches} touches, ${(minutes / 60).toFixed(1)} hours`,
      ),
    );
  /** The same lines, as the panel says them to who cannot see it. */
  const shown = async () => {
    const cells = await workbench()
      .webview.locator("td button")
      .evaluateAll((all) => all.map((cell) => cell.getAttribute("aria-label") ?? ""));
    return cells.map((label) => label.replace(/(?: \/ [\d.]+)? hours.*$/, " hours"));
  };

  /** Waits until the panel shows what the last run left; that can be replaced while it is read. */
  const agree = () =>
    expect.poll(async () => JSON.stringify((await shown()).sort()) === JSON.stringify(figures().sort())).toBe(true);

  it("shows the figures of the last run, and what made one of them", async () => {
    await workbench().command("playc: Show Simulation");
    await agree();
    const person = summary().people.find(({ peak }) => peak?.source?.source === "cadence enterprise_rhythm");
    const { week, touches, others } = person!.weeks.find(({ week }) => week === person!.peak!.week)!;
    await workbench()
      .webview.getByRole("button", { name: `${person!.person}, week of ${week}: ` })
      .click();
    await workbench()
      .webview.locator("tfoot", { hasText: `in all${touches + others}` })
      .waitFor();
    await workbench().webview.getByRole("button", { name: "cadence enterprise_rhythm" }).first().click();
    await workbench().leadsTo("cadences.play", "cadence enterprise_rhythm");
  });

  it("is simulated anew when the program is saved", async () => {
    const before = figures();
    const editor = await workbench().open("cadences.play", "every |2 weeks touch check_in");
    await editor.page.keyboard.press("Delete");
    await editor.type("4");
    await workbench().webview.getByText("The program has changed since this run").waitFor();
    await editor.page.keyboard.press("Control+S");
    await expect.poll(figures).not.toEqual(before);
    await agree();
    await workbench().webview.getByText("The program has changed since this run").waitFor({ state: "detached" });
  });

  it("can be stopped, and shows the last run as before", async () => {
    const before = figures();
    held.hold();
    try {
      await workbench().command("playc: Simulate");
      await expect.poll(() => held.isRunning).toBe(true);
      await workbench().webview.getByRole("button", { name: "Stop" }).click();
      await workbench().webview.getByRole("button", { name: "Simulate" }).waitFor();
      await expect.poll(() => held.isRunning).toBe(false);
      expect(await workbench().webview.getByRole("alert").count()).toBe(0);
    } finally {
      held.release();
    }
    expect(figures()).toEqual(before);
    await agree();
  });
}
