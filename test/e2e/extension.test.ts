/** The extension in a VS Code that has opened playbooks/saas: one window for all of it, as somebody would have it open for a day. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe } from "vitest";
import { editing } from "./editing.ts";
import { askedNobody, open } from "./opened.ts";
import { panels } from "./panels.ts";
import { simulation } from "./simulation.ts";

/** The program that reads histories, as a project would have it installed. */
const program = join(import.meta.dirname, "../../dist/playc.js");
/** A few customers of every segment: enough to see, and soon done. */
const words = ["--accounts", "A00001,A00002,A00003,A00004,A00005,A00006,A00007,A00008", "--workers", "1"];
const settings = {
  "playc.path": program,
  "playc.simulation.arguments": words,
  "playc.simulation.onSave": true,
  "playc.trace.server": "messages",
};

describe("the extension in VS Code", () => {
  const opened = open({ trusted: true, settings }, ({ folder }) => {
    execFileSync(process.execPath, [program, "simulate", folder, ...words], { stdio: "ignore" });
  });
  describe("writing a playbook", () => editing(opened));
  describe("beside the text", () => panels(opened));
  describe("the Simulation panel", () => simulation(opened));
  askedNobody(opened);
});
