/** What is said of the change, as Markdown: the comment, and the summary of the step. */
import { counted } from "../runtime/figures.ts";
import type { Checks } from "./checks.ts";
import { longestComment } from "./comment.ts";
import type { Review } from "./review.ts";

export interface Said {
  /** Null where the change alone is looked at. */
  readonly checks: Checks | null;
  /** Null where there is no pull request. */
  readonly review: Review | null;
}

/** Where to read more. */
export interface Links {
  /** The page of the run, whose summary has all of it. */
  readonly run: string;
  /** The pages of `playc docs`; empty without. */
  readonly docs: string;
}

/** Begins with the marker, and is no longer than GitHub takes. */
export function commentBody(marker: string, review: Review, said: Said, links: Links): string {
  const foot = [noteOf(review), linksText(links), checksText(said.checks)].filter(Boolean).join("\n\n");
  const room = longestComment - marker.length - foot.length - 100;
  return `${marker}\n${shortened(review.markdown.trim(), room, links.run)}\n\n${foot}\n`;
}

/** `title`: the project's folder. */
export function summaryText(title: string, { checks, review }: Said, links: Links): string {
  const parts = [`### playc: ${codeOf(title)}`, checksText(checks)];
  if (review) parts.push(review.markdown.trim(), noteOf(review));
  if (links.docs !== "") parts.push(`[The playbooks as pages](${links.docs})`);
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** `2 errors, 1 warning; 1 file not formatted; 12 tests passed, 1 failed` */
export function checksText(checks: Checks | null): string {
  if (!checks) return "";
  const { errors, warnings, unformatted, tests } = checks;
  const parts = [
    `${counted(errors, "error")}, ${counted(warnings, "warning")}`,
    ...(unformatted ? [`${counted(unformatted, "file")} not formatted`] : []),
    ...(tests ? [`${counted(tests.passed, "test")} passed, ${tests.failed} failed`] : []),
  ];
  return `\`playc\`: ${parts.join("; ")}.`;
}

/** It quotes data and programs, so that nothing in it may be read as Markdown. */
function noteOf({ notSimulated }: Review): string {
  return notSimulated === null ? "" : `Not simulated: ${codeOf(notSimulated)}`;
}

function linksText({ run, docs }: Links): string {
  const pages = docs === "" ? [] : [`[the playbooks as pages](${docs})`];
  return `<sub>${[...pages, `[this run](${run})`].join(" · ")}</sub>`;
}

/** On one line, between as many backticks as it does not have in a row. */
function codeOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${line} ${fence}`;
}

/** What playc writes is short enough by itself; should it not be, its end is left out at a line. */
function shortened(markdown: string, room: number, run: string): string {
  if (markdown.length <= room) return markdown;
  const cut = markdown.slice(0, Math.max(0, room - run.length - 100));
  return `${cut.slice(0, cut.lastIndexOf("\n"))}\n\n*The rest does not fit into a comment: [the summary of the run](${run}) has it.*`;
}
