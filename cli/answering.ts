/** How a command takes answers to touches: as it is told, as the last run did, or as the program and its data have it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Histories } from "../runtime/histories/types.ts";
import { type Answering, mostRuns, usualResponses } from "../runtime/responses.ts";
import type { Schedule } from "../schedule/types.ts";
import { Failure } from "./failure.ts";
import { lastRunOf } from "./last-run.ts";

export type ResponsesAsked = Answering["responses"];

export const responsesKnown: readonly ResponsesAsked[] = ["history", "assume", "none"];

/** As typed, and read by the command line. */
export interface AnsweringOptions {
  responses?: ResponsesAsked;
  seed?: number;
  runs?: number;
  /** Of many runs the one to tell. */
  run?: number;
}

export const manifestFile = "manifest.json";

/** Failure of kind `usage` for assumed answers where nothing is assumed, and for a seed or runs without them. */
export function answeringOf(
  schedule: Schedule,
  histories: Pick<Histories, "covers">,
  options: AnsweringOptions,
  before?: Pick<Answering, "responses" | "seed">,
): Answering {
  const responses = options.responses ?? before?.responses ?? usualResponses(schedule, histories);
  const { seed = before?.seed ?? 1, runs = 1 } = options;
  if (responses === "assume" && !schedule.assumptions) {
    throw new Failure(
      "usage",
      "The program assumes nothing of answers. Say it in a .play file, for example `assume { email reply 9% within 3d }`, or leave out --responses assume.",
    );
  }
  const idle = (["seed", "runs", "run"] as const).find((name) => options[name] !== undefined);
  if (responses !== "assume" && idle) {
    const why = responses === "none" ? "without answers" : "with the answers of the history";
    const hint = schedule.assumptions ? "Add --responses assume." : "Declare `assume` and add --responses assume.";
    throw new Failure("usage", `--${idle} is for assumed answers: ${why} every run is the same. ${hint}`);
  }
  return { responses, seed, runs };
}

/** What the last run took, as far as the program can still be asked so. */
export function answeringOfLastRun(
  schedule: Schedule,
  projectRoot: string,
): Pick<Answering, "responses" | "seed"> | undefined {
  const { responses, seed } = answersIn(readManifest(projectRoot));
  const known = responsesKnown.find((each) => each === responses);
  if (known === undefined || (known === "assume" && !schedule.assumptions)) return undefined;
  return { responses: known, seed: isSeed(seed) ? seed : 1 };
}

/** Whatever stands in the file: it may have been written by anybody. */
function answersIn(manifest: unknown): { responses?: unknown; seed?: unknown } {
  const answers = memberOf(manifest, "answers");
  return { responses: memberOf(answers, "responses"), seed: memberOf(memberOf(answers, "assumed"), "seed") };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function readManifest(projectRoot: string): unknown {
  try {
    return JSON.parse(readFileSync(join(lastRunOf(projectRoot), manifestFile), "utf8"));
  } catch {
    // There was no run, or its files are not whole.
    return undefined;
  }
}

export function isSeed(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export function isRunNumber(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= mostRuns;
}
