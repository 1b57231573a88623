/** The extension in a VS Code that has opened playbooks/saas: one window for all of it, as somebody would have it open for a day. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { compare } from "./compare.ts";
import { editing } from "./editing.ts";
import { HeldProgram } from "./held-program.ts";
import { askedNobody, open } from "./opened.ts";
import { panels } from "./panels.ts";
import { simulation } from "./simulation.ts";
import { addTask, taskAndWalkthrough } from "./task-and-walkthrough.ts";

/** The program that reads histories, as a project would have it installed. */
const program = join(import.meta.dirname, "../../dist/playc.js");
const folder = mkdtempSync("/tmp/e2e-program-");
const held = new HeldProgram(folder, program);
const words = ["--workers", "1"];
const settings = {
  "playc.path": held.path,
  "playc.simulation.arguments": words,
  "playc.simulation.onSave": true,
  "playc.trace.server": "messages",
};
/** A few of every segment: enough to see, and soon done. */
const customers = Array.from({ length: 8 }, (_, index) => `A0000${index + 1}`);
describe("the extension in VS Code", () => {
  const opened = open({ trusted: true, settings }, (project) => {
    project.keepCustomers(customers);
    addTask(project);
    project.commit();
    execFileSync(process.execPath, [program, "simulate", project.folder, ...words], { stdio: "ignore" });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  describe("compared with HEAD", () => compare(opened));
  describe("writing a playbook", () => editing(opened));
  describe("beside the text", () => panels(opened));
  describe("beside the panels", () => taskAndWalkthrough(opened));
  describe("the Simulation panel", () => simulation(opened, held));
  askedNobody(opened);
});
