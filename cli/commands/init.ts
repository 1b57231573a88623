/** `playc init`: a new project, commented; with data, one that names it, models it and simulates as it is. */
import { exitCodes } from "../failure.ts";
import type { MadeProject } from "../init/from-data.ts";
import { currencyOf, zoneOf } from "../init/money-and-time.ts";
import { sampleProject } from "../init/sample.ts";
import { standardSample } from "../init/standard/sample.ts";
import { finishedProject, projectRoot, refuseTaken, writeProject } from "../init/write.ts";
import { thisCommand } from "../own-command.ts";
import { createProgress } from "../progress.ts";
import { writeResult } from "../terminal.ts";
import { type InitReport, initJson, initText } from "../views/init.ts";
import { styleOf } from "../views/layout.ts";
import { shellWord } from "../views/shell-word.ts";

export interface InitOptions {
  from?: string[];
  currency?: string;
  timeZone?: string;
  /** Begin with the standard playbooks. */
  standard?: boolean;
  format: "text" | "json";
}

/** Gives the exit code. */
export async function init(directory: string, options: InitOptions): Promise<number> {
  const playbooks = options.standard ? ["standard.play"] : ["model.play", "first.play"];
  refuseTaken(directory, [...playbooks, ...(options.from ? [] : ["tests.play"])]);
  const { files, report } = options.from
    ? await fromData(directory, options.from, options)
    : sample(directory, options);
  await writeProject(directory, files);
  await writeResult(options.format === "json" ? initJson(report) : initText(report, styleOf(process.stdout)));
  return exitCodes.fine;
}

interface Made {
  files: Map<string, string>;
  report: InitReport;
}

function sample(directory: string, { currency, timeZone, standard }: InitOptions): Made {
  const begin = standard ? standardSample : sampleProject;
  const files = finishedProject(begin(currencyOf([], currency ?? "USD").code, zoneOf(timeZone).name));
  const flag = standard ? " --standard" : "";
  const remarks = [
    `The three customers are made up: \`${thisCommand()} init FOLDER${flag} --from YOUR_DATA\` makes a project of yours.`,
  ];
  const next = [...commands(directory, []), `${thisCommand()} test ${shellWord(directory)}`];
  return { files, report: { files: [...files.keys()], remarks, placements: [], next } };
}

async function fromData(directory: string, paths: readonly string[], options: InitOptions): Promise<Made> {
  const { files, plan, dataFolders } = await lookingAt(projectRoot(directory), paths, options);
  const { remarks, placements } = plan;
  return {
    files,
    report: { files: [...files.keys()], remarks, placements, next: commands(directory, dataFolders, plan.reportFrom) },
  };
}

async function lookingAt(root: string, paths: readonly string[], wishes: InitOptions): Promise<MadeProject> {
  const progress = createProgress(process.stderr);
  try {
    progress.phase("looking at the data");
    // The database is loaded for data alone.
    const { projectFromData } = await import("../init/from-data.ts");
    return await projectFromData(root, paths, wishes);
  } finally {
    progress.end();
  }
}

function commands(directory: string, dataFolders: readonly string[], from?: string): string[] {
  const data = dataFolders.map((folder) => ` --data ${shellWord(folder)}`).join("");
  const playc = thisCommand();
  return [
    `${playc} check ${shellWord(directory)}`,
    `${playc} simulate ${shellWord(directory)}${data}${from === undefined ? "" : ` --from ${from}`}`,
  ];
}
