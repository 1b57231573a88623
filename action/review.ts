/** What the change comes to: playc asked to compare the two programs, and to simulate both where there is data. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectFileName } from "../cli/project-files.ts";
import { readProjectFile } from "../project/read.ts";
import type { DiffReport } from "../review/types.ts";
import { counted } from "../runtime/figures.ts";
import { askJson, type Log, type Refusal } from "./ask.ts";
import { databaseModules } from "./database.ts";
import { type Inputs, Unusable } from "./inputs.ts";
import { playcIn } from "./playc.ts";
import type { Compared } from "./revisions.ts";

export interface Review {
  readonly report: DiffReport;
  /** What a comment says of it. */
  readonly markdown: string;
  /** Why nothing was simulated; null where something was, or nobody wants it. */
  readonly notSimulated: string | null;
  /** Nothing was simulated though it was asked for in so many words: the step fails. */
  readonly isMissed: boolean;
}

export interface Where {
  readonly workspace: string;
  /** A folder of this run alone. */
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Unusable where the programs cannot be compared. */
export async function reviewOf(compared: Compared, inputs: Inputs, where: Where, log: Log): Promise<Review> {
  const isAsked = isAskedFor(inputs);
  const absent = isAsked || inputs.simulate === "never" ? null : absentData(inputs, where.workspace);
  const asked =
    absent === null && inputs.simulate !== "never" ? await simulated(compared, inputs, where, log) : undefined;
  if (asked && "report" in asked) return { ...asked, notSimulated: null, isMissed: false };
  const plain = await diff(compared, inputs, where, undefined, log);
  if ("report" in plain) return { ...plain, notSimulated: asked?.message ?? absent, isMissed: isAsked };
  throw new Unusable(plain.message, plain.kind);
}

/** Data or days that a workflow names are there to be simulated. */
function isAskedFor({ simulate, data, from, to }: Inputs): boolean {
  return simulate === "always" || (simulate === "auto" && (data.length > 0 || from !== "" || to !== ""));
}

/** Why there is nothing to simulate: null where the accounts' file is there, or may be, which a glob does not say. */
function absentData({ project }: Inputs, workspace: string): string | null {
  const folder = resolve(workspace, project);
  const file = join(folder, projectFileName);
  if (!existsSync(file)) return `there is no ${projectFileName} that says where the data is.`;
  const read = readProjectFile(projectFileName, readFileSync(file, "utf8")).project;
  if (!read) return `${projectFileName} says where the data is, and has errors.`;
  const accounts = read.account.file;
  if (/[*?[]/.test(accounts) || existsSync(resolve(folder, accounts))) return null;
  const budgets = Object.keys(read.budgets ?? {}).length;
  const unjudged = budgets === 0 ? "" : `; ${counted(budgets, "budget")} not judged`;
  return `${accounts} is not there${unjudged}. The input data names the folder that has it; simulate: never asks for none.`;
}

async function simulated(compared: Compared, inputs: Inputs, where: Where, log: Log) {
  let modules: string | undefined;
  try {
    modules = await databaseModules(where.temporary, where.env);
  } catch (error) {
    if (error instanceof Unusable) return { kind: "io" as const, message: error.message };
    throw error;
  }
  const { data, from, to } = inputs;
  const days = [...(from === "" ? [] : ["--from", from]), ...(to === "" ? [] : ["--to", to])];
  return await diff(
    compared,
    inputs,
    where,
    { modules, words: ["--simulate", ...days, ...data.flatMap((each) => ["--data", each])] },
    log,
  );
}

async function diff(
  { before, after }: Compared,
  { project, docsUrl }: Inputs,
  { workspace, temporary, env }: Where,
  simulation: { modules: string | undefined; words: readonly string[] } | undefined,
  log: Log,
): Promise<{ report: DiffReport; markdown: string } | Refusal> {
  const playc = playcIn(workspace, simulation?.modules, env);
  const comment = join(temporary, "review.md");
  const sides = after === undefined ? [before] : [before, after];
  const pages = docsUrl === "" ? [] : ["--docs-url", docsUrl];
  const words = ["diff", ...sides, "--project", project, "--markdown", comment, ...pages, ...(simulation?.words ?? [])];
  const asked = await askJson<DiffReport>(playc, words, log);
  if ("refused" in asked) return asked.refused;
  if (asked.found.notSimulated) return asked.found.notSimulated;
  return { report: asked.found, markdown: readFileSync(comment, "utf8") };
}
