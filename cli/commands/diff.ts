/** `playc diff`: what a change of the playbooks means, in the words of the language, and with `--simulate` what it does. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProjectFile } from "../../project/read.ts";
import type { Project } from "../../project/types.ts";
import { goneWords } from "../../review/compare/names.ts";
import type { Compared, DiffReport } from "../../review/types.ts";
import type { Witness } from "../../review/witness/types.ts";
import { witnessesOf as searchWitnesses } from "../../review/witness/witness.ts";
import type { Capacity } from "../../runtime/capacity.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { ComparedRuns } from "../compare-programs.ts";
import { fileOf } from "../docs-site/addresses.ts";
import { pageKinds } from "../docs-site/kinds.ts";
import { exitCodes, Failure } from "../failure.ts";
import { onInterrupt } from "../interrupt.ts";
import { failureOf } from "../owner.ts";
import { createProgress } from "../progress.ts";
import { projectFileName, readProjectFolder } from "../project-files.ts";
import { openPageFile, type PageFile } from "../report-file.ts";
import { type ReportedDays, readDay, readReportedDays } from "../reported-days.ts";
import { comparedOf, reportOn } from "../revisions/report.ts";
import { type Asked, type Program, programsOf, uncommittedNote } from "../revisions/sides.ts";
import { tell, writeResult } from "../terminal.ts";
import { testZone } from "../test-zone.ts";
import { diffText } from "../views/diff.ts";
import { failureText } from "../views/failure.ts";
import { styleOf } from "../views/layout.ts";
import { printable } from "../views/printable.ts";
import { commentText } from "../views/review/comment.ts";
import { noPages, type PageOf } from "../views/review/markdown.ts";
import { type RuleWords, ruleWordsOf } from "../views/rule-words.ts";
import { writeWhole } from "../write-whole.ts";

export interface DiffOptions {
  project: string;
  format: "text" | "json" | "markdown";
  /** Where the pages of `playc docs` are, for the links of a comment. */
  docsUrl?: string;
  /** A page to be written, too. */
  report?: string;
  /** A file into which the comment is written beside what is printed: both of one run. */
  markdown?: string;
  exitCode?: boolean;
  /** Both programs over the same histories. */
  simulate?: boolean;
  /** A history for each change on which the two programs differ. */
  witness?: boolean;
  /** As typed, and only with `simulate`. */
  from?: string;
  to?: string;
  data?: string[];
  capacity?: Capacity;
  /** As typed: the day on which the program changes. */
  changeOn?: string;
}

/** Gives the exit code. */
export async function diff(base: string, head: string | undefined, options: DiffOptions): Promise<number> {
  const { project, format, exitCode = false } = options;
  const days = daysOf(options);
  const pages = pagesAt(options.docsUrl, format === "markdown" || options.markdown !== undefined);
  const asked: Asked = { base, project, ...(head !== undefined && { head }) };
  const { before, after } = programsOf(asked);
  const page = options.report === undefined ? undefined : openPageFile(options.report);
  const { report, failure } = await pagedReport(asked, before, after, days, options, page);
  const words = wordsOf(before, after);
  if (options.markdown !== undefined) await writeWhole(options.markdown, commentText(report, words, pages));
  await writeResult(textOf(report, words, format, pages));
  if (failure) {
    tell(failureText(failure));
    return failure.exitCode;
  }
  const { simulated } = report;
  if (report.changes === null) return exitCodes.program;
  if (simulated?.budgets.some(({ kept }) => kept === false)) return exitCodes.test;
  const differs = report.changes.length + (report.settings?.length ?? 0) > 0;
  return exitCode && differs ? exitCodes.test : exitCodes.fine;
}

/** In the zone of the program after; a schedule has none. */
function witnessesOf(
  { schedule: before }: Program,
  { schedule: after, checked }: Program,
  compared: Compared,
): Witness[] {
  if (!before || !after) return [];
  const taken = new Set(checked?.tests?.tests.map(({ name }) => name));
  return searchWitnesses({ before, after, compared, zone: testZone(checked?.project ?? {}), taken });
}

/** All that is to be said, with the page about it where one was asked for; and why nothing was simulated. */
async function pagedReport(
  asked: Asked,
  before: Program,
  after: Program,
  days: ReportedDays,
  options: DiffOptions,
  page: PageFile | undefined,
): Promise<{ report: DiffReport; failure?: Failure }> {
  try {
    const compared = comparedOf(before, after);
    const said = reportOn(before, after, compared, uncommittedNote(asked, after));
    const simulate = options.simulate === true && compared !== null;
    const { failure, ...runs } = simulate ? await simulatedOrNot(before, after, compared, days, options) : {};
    const witnesses = options.witness && compared ? witnessesOf(before, after, compared) : undefined;
    const report = { ...said, ...runs, ...(witnesses && { witnesses }) };
    if (page) {
      const { changePage } = await import("../report/page.ts");
      page.write(changePage(report, wordsOf(before, after)));
      await page.publish();
    }
    return { report, ...(failure && { failure }) };
  } finally {
    page?.discard();
  }
}

function textOf(report: DiffReport, words: RuleWords, format: DiffOptions["format"], pages: PageOf): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "markdown":
      return commentText(report, words, pages);
    case "text":
      return diffText(report, styleOf(process.stdout), words);
  }
}

/** Links of a comment to pages of `playc docs` at `url`. Failure of kind `usage` for what is no address of the web. */
function pagesAt(url: string | undefined, isMarkdown: boolean): PageOf {
  if (url === undefined) return noPages;
  if (!isMarkdown) throw new Failure("usage", "--docs-url is for --format markdown: its links lead there.");
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    throw new Failure("usage", `--docs-url ${url}: give the address of the pages, as https://example.org/playbooks/.`);
  }
  const base = new URL(url.endsWith("/") ? url : `${url}/`);
  return ({ kind, name }) => {
    const page = pageKinds.find((each) => each.kind === kind);
    return page && new URL(fileOf({ kind: page.kind, name }), base).href.replace(/[()]/g, encodeURIComponent);
  };
}

/** Rules as the program after says them; those that are gone, as the one before did. */
function wordsOf({ schedule: before }: Program, { schedule: after }: Program): RuleWords {
  if (!before || !after) return printable;
  const [old, now] = [ruleWordsOf(before), ruleWordsOf(after)];
  return (rule) => (rule.endsWith(goneWords) ? `${old(rule.slice(0, -goneWords.length))}${goneWords}` : now(rule));
}

/** Failure of kind `usage` for an option of simulations without one. */
function daysOf({ simulate, from, to, data, capacity, changeOn }: DiffOptions): ReportedDays {
  const idle = Object.entries({ from, to, data, capacity, "change-on": changeOn }).find(
    ([, value]) => value !== undefined,
  );
  if (!simulate && idle)
    throw new Failure("usage", `--${idle[0]} is for --simulate: add it, or leave out --${idle[0]}.`);
  return readReportedDays(from, to);
}

/** What was found, or why there is nothing: what the programs say is told whatever is wrong with the data. */
async function simulatedOrNot(
  before: Program,
  after: Program,
  compared: Compared,
  days: ReportedDays,
  options: DiffOptions,
): Promise<Partial<ComparedRuns> & Pick<DiffReport, "notSimulated"> & { failure?: Failure }> {
  const changeOn = options.changeOn === undefined ? undefined : readDay("--change-on", options.changeOn);
  try {
    return (await simulatedBoth(before, after, compared, days, changeOn, options)) ?? {};
  } catch (thrown) {
    const failure = failureOf(thrown);
    const { kind } = failure;
    if (kind === "internal") throw failure;
    return { notSimulated: { kind, message: failureText(failure).replace(/^playc: /, "") }, failure };
  }
}

/** Undefined where one of the programs has errors: they are told, and there is nothing to simulate. */
async function simulatedBoth(
  { schedule: before, checked: own }: Program,
  program: Program,
  compared: Compared,
  days: ReportedDays,
  changeOn: EpochDay | undefined,
  { project, data = [], capacity = "report" }: DiffOptions,
): Promise<ComparedRuns | undefined> {
  const { schedule: after } = program;
  if (!before || !after) return undefined;
  const where = dataOf(program, project);
  const progress = createProgress(process.stderr);
  const folder = mkdtempSync(join(tmpdir(), "playc-diff-"));
  const discard = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const stopListening = onInterrupt(discard);
  try {
    const run = { before, after, compared, ...where, projectBefore: own?.project, data, days, capacity, changeOn };
    // What reads histories is loaded where they are read: the rest works without a database.
    const { simulateBoth } = await import("../compare-programs.ts");
    return await simulateBoth(folder, run, progress);
  } finally {
    progress.end();
    discard();
    stopListening();
  }
}

/** A revision or a schedule has no data: that of the project's folder is taken, as its playc.yaml says. */
function dataOf({ side, checked }: Program, directory: string): { project: Project; root: string } {
  if (side.kind === "folder" && checked?.project) return { project: checked.project, root: checked.folder.root };
  const { root, projectFile } = projectOf(directory);
  const { project, problems } = readProjectFile(projectFileName, projectFile);
  if (project) return { project, root };
  const [first] = problems;
  throw new Failure("program", `${projectFileName} says where the data is, and has errors: ${first?.message ?? ""}`);
}

function projectOf(directory: string): ReturnType<typeof readProjectFolder> {
  try {
    return readProjectFolder(directory);
  } catch (error) {
    if (!(error instanceof Failure && error.kind === "usage")) throw error;
    const why = `The data of a simulation is that of a project, and ${directory} is none: --project names the folder that holds its ${projectFileName}.`;
    throw new Failure("usage", why, { cause: error });
  }
}
