/**
 * The compiler: the `.play` files of a project to one schedule, or to what is wrong with them. Pure: files of the
 * project are read through what the caller hands in.
 */
import { parse } from "../grammar/parser.ts";
import type { Span } from "../grammar/tree.ts";
import type { TestPlan } from "../schedule/tests.ts";
import type { Schedule } from "../schedule/types.ts";
import { currencyOf } from "./currency.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { withFixes } from "./diagnostics/fixes.ts";
import { withoutFollowUps } from "./diagnostics/follow-ups.ts";
import { fromSyntax } from "./diagnostics/from-syntax.ts";
import { compareText, sortDiagnostics } from "./diagnostics/sort.ts";
import { diagnostic } from "./diagnostics/table.ts";
import { scheduleOf } from "./emit/schedule.ts";
import { checkModel, declaredIn } from "./model/model.ts";
import { brokenWords } from "./names/broken.ts";
import { collectNames } from "./names/collect.ts";
import { checkPolicies } from "./policy/policies.ts";
import { createProgram, type ProjectFiles } from "./program.ts";
import { warnOfProofs } from "./proofs/proofs.ts";
import { warnOfLifts } from "./rules/lifts.ts";
import { warnOfRings } from "./rules/pauses.ts";
import { warnOfUnreachable } from "./rules/reach.ts";
import { checkScoreOrder } from "./rules/scores.ts";
import { checkStarts } from "./rules/starts.ts";
import { warnOfUnused } from "./rules/unused.ts";
import { silencingsOf } from "./silencing/directives.ts";
import { type SeverityRule, settle } from "./silencing/settle.ts";
import { checkTemplates } from "./templates/check.ts";
import { checkTests } from "./testing/tests.ts";
import { checkWork } from "./work/work.ts";

export interface Project extends ProjectFiles {
  /** Every `.play` file; paths are relative to the project, with `/`. Their order says nothing. */
  files: readonly { path: string; text: string }[];
  /** ISO 4217, as in `playc.yaml`. */
  currency: string;
  /** Where `playc.yaml` says so. */
  currencySpan?: Span;
  /** What `playc.yaml` says of the severities of diagnostics. */
  severities?: readonly SeverityRule[];
}

export interface Compilation {
  /** Present when there is no error. */
  schedule?: Schedule;
  /** The program's tests, which are no part of the schedule; present when there is no error. */
  tests?: TestPlan;
  /** Sorted by file, place and code. */
  diagnostics: Diagnostic[];
  /** Warnings that `playc.yaml` or a comment silences, sorted likewise. */
  silenced: Diagnostic[];
}

/** A program that was checked, with its schedule still to be made: whoever only asks what is wrong needs none. */
interface CheckedProgram extends Omit<Compilation, "schedule"> {
  /** Makes the schedule; absent when there is an error. */
  emit?: () => Schedule;
}

/** As `check`, and the schedule with it. */
export function compile(project: Project): Compilation {
  const { emit, ...said } = check(project);
  return emit ? { schedule: emit(), ...said } : said;
}

/** Never throws, whatever the files hold, as long as the handed-in readers do not. */
export function check(project: Project): CheckedProgram {
  const currency = currencyOf(project.currency);
  const parsed = [...project.files]
    .sort((a, b) => compareText(a.path, b.path))
    .map(({ path, text }) => parse(path, text));
  const files = parsed.map(({ file }) => file);
  const spans = new Map(parsed.map(({ file, problems }) => [file.path, problems.map(({ span }) => span)]));
  const program = createProgram(currency ?? { code: project.currency, minorDigits: 2 }, project, {
    spans,
    words: brokenWords(files, spans),
  });
  for (const { file, problems } of parsed) {
    program.diagnostics.push(...problems.map((problem) => fromSyntax(problem, file.path)));
  }
  if (!currency) {
    const span = project.currencySpan ?? startOfFile;
    program.diagnostics.push(diagnostic("unknown-currency", { currency: project.currency }, "playc.yaml", span));
  }
  collectNames(program, files);
  const declared = declaredIn(program, files);
  const model = checkModel(program, declared);
  const work = checkWork(declared);
  const templates = checkTemplates(program, work.touches);
  const policies = checkPolicies(declared);
  checkScoreOrder(program, model);
  checkStarts(work.checkedPlays, work.startedByTriggers);
  if (!hasError(program.diagnostics)) {
    warnOfUnused(program);
    warnOfRings(work.checkedPlays);
    warnOfLifts(work.checkedPlays, model.models);
    warnOfUnreachable({ ...work, ladders: declared("escalation") });
    warnOfProofs({ program, declared, model, work, policy: policies.policy });
  }
  // After all that is said of the program: what only a test names is used by nobody.
  const rungs = new Map(work.escalations.map((escalation) => [escalation.name, escalation.rungs.length]));
  const tests = checkTests(declared, { begins: model.account.begins, rungs });
  const isSound = !hasError(program.diagnostics);
  const silencings = parsed.map(({ file, comments }) => silencingsOf(file, comments));
  const found = withoutFollowUps(sortDiagnostics(program.diagnostics), files, spans);
  const settled = settle(found, project.severities ?? [], silencings, isSound);
  const diagnostics = withFixes(sortDiagnostics(settled.diagnostics), files, project.readText);
  const silenced = sortDiagnostics(settled.silenced);
  if (hasError(diagnostics)) return { diagnostics, silenced };
  return {
    emit: () => scheduleOf(program, { ...model, ...work, ...policies, templates }),
    tests,
    diagnostics,
    silenced,
  };
}

const startOfFile: Span = { start: 0, end: 0 };

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
