/** The action: what a workflow's step runs. */
import { existsSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { notice, setFailed, setOutput, setSecret, summary } from "@actions/core";
import { Failure } from "../cli/failure.ts";
import { prefixInRepository } from "../cli/repository-folder.ts";
import { annotationText, mostAnnotations, quotedText } from "../cli/views/annotations.ts";
import { apiOf } from "./api.ts";
import { type Said, summaryText } from "./body.ts";
import { changedFirst, changedLines } from "./changed-lines.ts";
import { type Checks, checksOf, type Place } from "./checks.ts";
import { type Event, readEvent } from "./event.ts";
import { type Inputs, readInputs, Unusable } from "./inputs.ts";
import { changeNotices } from "./notices.ts";
import { writeOutputs } from "./outputs.ts";
import { playcIn } from "./playc.ts";
import { type Review, reviewOf, type Where } from "./review.ts";
import { type Compared, checkedOutAs, comparedRevisions, isNewFolder } from "./revisions.ts";
import { tellCodeScanning, tellReviewers } from "./telling.ts";
import { reasonsToFail } from "./verdict.ts";

const log = (text: string): void => {
  process.stdout.write(text);
};

/** Of each level at lines: what the step itself has to say needs a place among those that are shown. */
const mostAtLines = mostAnnotations - 2;

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs();
  if (inputs.token !== "") setSecret(inputs.token);
  const event = readEvent(env);
  const where = whereOf(env);
  const place = placeOf(where.workspace, inputs.project);
  const toCompare = comparedIfAny(event, place.inGit);
  // Of a change that is not checked out, only what it means is read.
  const checks = event.isPrivileged
    ? null
    : await checksOf(playcIn(where.workspace, undefined, env), inputs, place, log);
  const before = toCompare.compared?.before ?? event.pushedOn;
  const changed = checks && before !== undefined ? changedLines(place.inGit, before, "HEAD") : new Map();
  if (checks) log(annotationText(changedFirst(checks.annotations, changed), mostAtLines));
  const { review, trouble } = await reviewed(toCompare, inputs, where, place);
  if (review && !event.isPrivileged) {
    log(annotationText(changedFirst(changeNotices(review.report, place.prefix), changed), mostAtLines));
  }
  if (review?.notSimulated && !review.isMissed) notice(`Not simulated: ${review.notSimulated}`);
  await told(event, inputs, where, place, { checks, review }, env);
  const reasons = [...trouble, ...reasonsToFail({ checks, review })];
  if (reasons.length > 0) setFailed(reasons.join("\n"));
}

function whereOf(env: NodeJS.ProcessEnv): Where {
  const { GITHUB_WORKSPACE: workspace = "", RUNNER_TEMP: temporary = tmpdir() } = env;
  if (workspace === "" || !existsSync(workspace))
    throw new Unusable("GITHUB_WORKSPACE is no folder: this runs in a workflow.");
  return { workspace: realpathSync(workspace), temporary: mkdtempSync(join(temporary, "playc-")), env };
}

function placeOf(workspace: string, project: string): Place {
  const folder = resolve(workspace, project);
  const inGit = existsSync(folder) ? folder : workspace;
  return { workspace, folder, prefix: prefixInRepository(folder), inGit };
}

/** What is to be compared, or why it cannot be. */
interface ToCompare {
  readonly compared?: Compared | undefined;
  readonly trouble?: string;
}

function comparedIfAny(event: Event, inGit: string): ToCompare {
  try {
    return { compared: comparedRevisions(event, inGit) };
  } catch (error) {
    if (!isUnderstood(error)) throw error;
    return { trouble: error.message };
  }
}

/** `trouble`: why the change could not be looked at; what was found of the program is told all the same. */
async function reviewed(
  { compared, trouble }: ToCompare,
  inputs: Inputs,
  where: Where,
  { inGit, prefix }: Place,
): Promise<{ review: Review | null; trouble: string[] }> {
  if (!compared) return { review: null, trouble: trouble === undefined ? [] : [trouble] };
  try {
    return { review: await reviewOf(compared, inputs, where, log), trouble: [] };
  } catch (error) {
    if (!isUnderstood(error)) throw error;
    const isRefused = error instanceof Unusable && error.refusedAs === "usage";
    // One that was moved is found, so that this one is new.
    if (!isRefused || !isNewFolder(compared, inGit, prefix)) return { review: null, trouble: [error.message] };
    notice(`There is nothing to compare with. ${error.message}`);
    return { review: null, trouble: [] };
  }
}

async function told(
  event: Event,
  inputs: Inputs,
  where: Where,
  { inGit, prefix }: Place,
  said: Said,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { checks, review } = said;
  const links = { run: event.runUrl, docs: inputs.docsUrl };
  const files = filesOf(where.temporary, checks, review);
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(summaryText(inputs.project, said, links)).write();
  writeOutputs(said, files);
  const mayTell = inputs.token !== "";
  const api = apiOf(inputs.token, env.GITHUB_API_URL ?? "https://api.github.com");
  const project = prefix.replace(/\/$/, "");
  setOutput("comment-url", mayTell && inputs.comment ? await tellReviewers(api, event, project, said, links) : "");
  if (mayTell && checks && inputs.sarif) await tellCodeScanning(api, event, checkedOutAs(event, inGit), checks.sarif);
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
