/** The action: what a workflow's step runs. */
import { existsSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notice, setFailed, setOutput, setSecret, summary } from "@actions/core";
import { Failure } from "../cli/failure.ts";
import { prefixInRepository } from "../cli/repository-folder.ts";
import { annotationText, quotedText } from "../cli/views/annotations.ts";
import { apiOf } from "./api.ts";
import { type Said, summaryText } from "./body.ts";
import { type Checks, checksOf } from "./checks.ts";
import { type Event, readEvent } from "./event.ts";
import { type Inputs, readInputs, Unusable } from "./inputs.ts";
import { changeNotices } from "./notices.ts";
import { writeOutputs } from "./outputs.ts";
import { playcIn } from "./playc.ts";
import { type Review, reviewOf, type Where } from "./review.ts";
import { type Compared, comparedRevisions, isNewFolder } from "./revisions.ts";
import { tellCodeScanning, tellReviewers } from "./telling.ts";
import { reasonsToFail } from "./verdict.ts";

const log = (text: string): void => {
  process.stdout.write(text);
};

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs();
  if (inputs.token !== "") setSecret(inputs.token);
  const event = readEvent(env);
  const where = whereOf(env);
  const folder = join(where.workspace, inputs.project);
  const prefix = prefixInRepository(folder);
  // Of a change that is not checked out, only what it means is read.
  const checks = event.isPrivileged
    ? null
    : await checksOf(playcIn(where.workspace, undefined, env), inputs, prefix, log);
  const { review, trouble } = await reviewed(event, inputs, where, folder, prefix);
  await told(event, inputs, where, prefix, { checks, review }, env);
  const reasons = [...trouble, ...reasonsToFail({ checks, review })];
  if (reasons.length > 0) setFailed(reasons.join("\n"));
}

function whereOf(env: NodeJS.ProcessEnv): Where {
  const { GITHUB_WORKSPACE: workspace = "", RUNNER_TEMP: temporary = tmpdir() } = env;
  if (workspace === "" || !existsSync(workspace))
    throw new Unusable("GITHUB_WORKSPACE is no folder: this runs in a workflow.");
  return { workspace: realpathSync(workspace), temporary: mkdtempSync(join(temporary, "playc-")), env };
}

/** `trouble`: why the change could not be looked at; what was found of the program is told all the same. */
async function reviewed(
  event: Event,
  inputs: Inputs,
  where: Where,
  folder: string,
  prefix: string,
): Promise<{ review: Review | null; trouble: string[] }> {
  const inGit = existsSync(folder) ? folder : where.workspace;
  let compared: Compared | undefined;
  try {
    compared = comparedRevisions(event, inGit);
    return { review: compared ? await reviewOf(compared, inputs, where, log) : null, trouble: [] };
  } catch (error) {
    if (!isUnderstood(error)) throw error;
    const isRefused = error instanceof Unusable && error.refusedAs === "usage";
    // One that was moved is found, so that this one is new.
    if (!isRefused || !compared || !isNewFolder(compared, inGit, prefix))
      return { review: null, trouble: [error.message] };
    notice(`There is nothing to compare with. ${error.message}`);
    return { review: null, trouble: [] };
  }
}

async function told(
  event: Event,
  inputs: Inputs,
  where: Where,
  prefix: string,
  said: Said,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { checks, review } = said;
  const links = { run: event.runUrl, docs: inputs.docsUrl };
  const files = filesOf(where.temporary, checks, review);
  if (review && !event.isPrivileged) log(annotationText(changeNotices(review.report, prefix)));
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(summaryText(inputs.project, said, links)).write();
  writeOutputs(said, files);
  const api = apiOf(inputs.token, env.GITHUB_API_URL ?? "https://api.github.com");
  const project = prefix.replace(/\/$/, "");
  const url = inputs.comment && inputs.token !== "" ? await tellReviewers(api, event, project, said, links) : "";
  setOutput("comment-url", url);
  if (checks && inputs.sarif) await tellCodeScanning(api, event, checks.sarif);
}

/** Paths of what was found, for later steps; empty where there is nothing. */
function filesOf(folder: string, checks: Checks | null, review: Review | null): { report: string; sarif: string } {
  const written = (name: string, text: string | undefined) => {
    if (text === undefined) return "";
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return {
    report: written("review.json", review ? `${JSON.stringify(review.report, null, 2)}\n` : undefined),
    sarif: written("check.sarif", checks?.sarif),
  };
}

/** A mistake of the set-up, or of what was asked for: its own words are enough. */
function isUnderstood(error: unknown): error is Error {
  return error instanceof Unusable || (error instanceof Failure && error.kind !== "internal");
}

run(process.env).catch((error: unknown) => {
  if (isUnderstood(error)) return setFailed(error.message);
  log(quotedText(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  setFailed("A mistake in the action itself, not in the playbooks: the log has it.");
});
