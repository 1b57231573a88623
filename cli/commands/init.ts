/** `playc init`: a new project, commented; with data, one that names it, models it and simulates as it is. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openInspection } from "../../runtime/histories/inspect/inspect.ts";
import { exitCodes } from "../failure.ts";
import { figuresOf } from "../init/figures.ts";
import { type DataFiles, findDataFiles } from "../init/files.ts";
import { inferPlan } from "../init/infer.ts";
import { currencyOf, zoneOf } from "../init/money-and-time.ts";
import type { Plan } from "../init/plan.ts";
import { sampleProject } from "../init/sample.ts";
import { checkMade, projectRoot, refuseTaken, writeProject } from "../init/write.ts";
import { modelText, playbookOf } from "../init/write-play.ts";
import { projectFileText } from "../init/write-project-file.ts";
import { createProgress } from "../progress.ts";
import { writeResult } from "../terminal.ts";
import { type InitReport, initJson, initText } from "../views/init.ts";
import { styleOf } from "../views/layout.ts";

export interface InitOptions {
  from?: string[];
  currency?: string;
  timeZone?: string;
  format: "text" | "json";
}

/** Gives the exit code. */
export async function init(directory: string, options: InitOptions): Promise<number> {
  refuseTaken(directory, ["model.play", "first.play"]);
  const { files, report } = options.from
    ? await fromData(directory, options.from, options)
    : sample(directory, options);
  checkMade(files);
  await writeProject(directory, files);
  await writeResult(options.format === "json" ? initJson(report) : initText(report, styleOf(process.stdout)));
  return exitCodes.fine;
}

interface Made {
  files: Map<string, string>;
  report: InitReport;
}

function sample(directory: string, { currency, timeZone }: InitOptions): Made {
  const files = sampleProject(currencyOf([], currency ?? "USD").code, zoneOf(timeZone).name);
  const remarks = ["The three customers are made up: `playc init FOLDER --from YOUR_DATA` makes a project of yours."];
  return { files, report: { files: [...files.keys()], remarks, placements: [], next: commands(directory, []) } };
}

async function fromData(directory: string, paths: readonly string[], wishes: InitOptions): Promise<Made> {
  const root = projectRoot(directory);
  const data = findDataFiles(paths, root);
  const { plan, figures } = await inspected(root, data, wishes);
  plan.placements.push(...data.passedOver);
  const playbook = playbookOf(plan, figures);
  const files = new Map([
    ["playc.yaml", projectFileText(plan, data.dataFolders)],
    ["model.play", modelText(plan, playbook.usesAutomation)],
    ["first.play", playbook.text],
  ]);
  const { remarks, placements } = plan;
  return {
    files,
    report: { files: [...files.keys()], remarks, placements, next: commands(directory, data.dataFolders) },
  };
}

async function inspected(root: string, { tables, dataFolders, isInProject }: DataFiles, wishes: InitOptions) {
  const progress = createProgress(process.stderr);
  const tempDir = mkdtempSync(join(tmpdir(), "playc-init-"));
  try {
    progress.phase("looking at the data");
    const folders = [...(isInProject ? [root] : []), ...dataFolders];
    const inspection = await openInspection({ folders, tempDir });
    try {
      const plan: Plan = await inferPlan(inspection, tables, wishes);
      return { plan, figures: await figuresOf(inspection, plan) };
    } finally {
      await inspection.close();
    }
  } finally {
    progress.end();
    rmSync(tempDir, { recursive: true, force: true });
  }
}

function commands(directory: string, dataFolders: readonly string[]): string[] {
  const data = dataFolders.map((folder) => ` --data ${quoted(folder)}`).join("");
  return [`playc check ${quoted(directory)}`, `playc simulate ${quoted(directory)}${data}`];
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
