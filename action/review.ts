/** What the change comes to: playc asked to compare the two programs, and to simulate both where there is data. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectFileName } from "../cli/project-files.ts";
import { readProjectFile } from "../project/read.ts";
import type { DiffReport } from "../review/types.ts";
import { askJson, type Log, type Refusal } from "./ask.ts";
import { databaseModules } from "./database.ts";
import { type Inputs, Unusable } from "./inputs.ts";
import { playcIn } from "./playc.ts";
import type { Compared } from "./revisions.ts";

export interface Review {
  readonly report: DiffReport;
  /** What a comment says of it. */
  readonly markdown: string;
  /** Why nothing was simulated though there is data; null where something was, or nobody asked. */
  readonly notSimulated: string | null;
}

export interface Where {
  readonly workspace: string;
  /** A folder of this run alone. */
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Unusable where the programs cannot be compared, or must be simulated and cannot be. */
export async function reviewOf(compared: Compared, inputs: Inputs, where: Where, log: Log): Promise<Review> {
  const asked = isToSimulate(inputs, where.workspace) ? await simulated(compared, inputs, where, log) : undefined;
  if (asked && "report" in asked) return { ...asked, notSimulated: null };
  if (asked && inputs.simulate === "always") throw new Unusable(asked.message, asked.kind);
  const plain = await diff(compared, inputs, where, undefined, log);
  if ("report" in plain) return { ...plain, notSimulated: asked?.message ?? null };
  throw new Unusable(plain.message, plain.kind);
}

/** With `auto`: where the first file that playc.yaml names is there, or may be, which a glob does not say. */
function isToSimulate({ simulate, project, data }: Inputs, workspace: string): boolean {
  if (simulate !== "auto") return simulate === "always";
  const folder = resolve(workspace, project);
  const file = join(folder, projectFileName);
  if (!existsSync(file)) return false;
  const accounts = readProjectFile(projectFileName, readFileSync(file, "utf8")).project?.account.file;
  if (accounts === undefined) return false;
  return (
    /[*?[]/.test(accounts) ||
    [folder, ...data.map((each) => resolve(workspace, each))].some((each) => existsSync(join(each, accounts)))
  );
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
