/** Tells GitHub what was found: the comment and code scanning. What it does not allow is said and fails nothing. */
import { notice, warning } from "@actions/core";
import { type Api, refusalOf } from "./api.ts";
import { commentBody, type Links, type Said } from "./body.ts";
import { uploadSarif } from "./code-scanning.ts";
import { keepComment } from "./comment.ts";
import type { Event } from "./event.ts";
import { markerOf } from "./marker.ts";
import type { Review } from "./review.ts";

/** The comment's page; empty where there is none. `project`: its folder in the repository. */
export async function tellReviewers(
  api: Api,
  event: Event,
  project: string,
  said: Said,
  links: Links,
): Promise<string> {
  const { pullRequest, repository } = event;
  const { review } = said;
  if (!pullRequest || !review) return "";
  const marker = markerOf(project);
  const body = commentBody(marker, review, said, links);
  const { number } = pullRequest;
  try {
    const isWorthIt = hasSomethingToSay(review);
    return (await keepComment(api, { repository, number, marker, body, isWorthIt })).url ?? "";
  } catch (error) {
    sayRefused("The comment was not written", "`pull-requests: write`", event, error);
    return "";
  }
}

/** `checkedOut`: the commit that was looked at, and the ref that it is of. */
export async function tellCodeScanning(
  api: Api,
  event: Event,
  checkedOut: { readonly commit: string; readonly ref: string },
  sarif: string,
): Promise<void> {
  try {
    await uploadSarif(api, { repository: event.repository, ...checkedOut }, sarif);
  } catch (error) {
    sayRefused(
      "Code scanning was not told",
      "`security-events: write`, and code scanning in the repository's settings",
      event,
      error,
    );
  }
}

/** Not where only layout and comments differ. */
function hasSomethingToSay({ report: { changes, notes } }: Review): boolean {
  return (
    changes === null || changes.length > 0 || notes.some(({ code }) => code === "tests" || code === "project-file")
  );
}

/** What is not the API's refusal is thrown on. */
function sayRefused(what: string, needs: string, { pullRequest, isPrivileged }: Event, error: unknown): void {
  const refused = refusalOf(error);
  if (!refused) throw error;
  const { status, message } = refused;
  if ((status === 403 || status === 404) && pullRequest?.isFork && !isPrivileged) {
    notice(
      `${what}: of a pull request from a fork the job's token may only read. The summary of this run has all of it; docs/ci.md, Forks, says how to comment.`,
    );
  } else if (status === 403 || status === 404) {
    notice(`${what}: the token may not (${status}: ${message}). It takes ${needs}.`);
  } else {
    warning(`${what}: GitHub answered ${status}: ${message}`);
  }
}
