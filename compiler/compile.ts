/**
 * The compiler: the `.play` files of a project to one schedule, or to what is wrong with them. Pure: files of the
 * project are read through what the caller hands in.
 */

import { type Parsed, parse } from "../grammar/parser.ts";
import type { File, Span } from "../grammar/tree.ts";
import type { Mapping } from "../project/mapped-names.ts";
import { compareText } from "../schedule/order.ts";
import type { TestPlan } from "../schedule/tests.ts";
import type { Schedule } from "../schedule/types.ts";
import { currencyOf } from "./currency.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { withFixes } from "./diagnostics/fixes.ts";
import { withoutFollowUps } from "./diagnostics/follow-ups.ts";
import { fromSyntax } from "./diagnostics/from-syntax.ts";
import { sortDiagnostics } from "./diagnostics/sort.ts";
import { diagnostic } from "./diagnostics/table.ts";
import { scheduleOf } from "./emit/schedule.ts";
import type { Kept } from "./kept/kept.ts";
import type { Library } from "./libraries/library.ts";
import { librariesUsed, link, type ReadLibrary } from "./libraries/link.ts";
import { checkMeasures } from "./measures/measures.ts";
import { type CheckedModel, checkModel, declaredIn } from "./model/model.ts";
import { brokenWords } from "./names/broken.ts";
import { collectNames } from "./names/collect.ts";
import { oncePer } from "./once.ts";
import { checkPolicies } from "./policy/policies.ts";
import { createProgram, libraryOf, type Program, type ProjectFiles } from "./program.ts";
import { proofSteps } from "./proofs/proofs.ts";
import { warnOfAssumptions } from "./rules/assumptions.ts";
import { warnOfEmpty } from "./rules/empty.ts";
import { checkExperimentScopes } from "./rules/experiments.ts";
import { warnOfLifts } from "./rules/lifts.ts";
import { checkMapped } from "./rules/mapped.ts";
import { checkWonPlays, warnOfMeasuredTouches } from "./rules/measured.ts";
import { warnOfRings } from "./rules/pauses.ts";
import { warnOfUnreachable } from "./rules/reach.ts";
import { checkRoster } from "./rules/roster.ts";
import { checkScoreOrder } from "./rules/scores.ts";
import { checkStarts } from "./rules/starts.ts";
import { warnOfUnused } from "./rules/unused.ts";
import { silencingsOf } from "./silencing/directives.ts";
import { type SeverityRule, settle } from "./silencing/settle.ts";
import { checkTemplates } from "./templates/check.ts";
import { checkTests } from "./testing/tests.ts";
import { type CheckedWork, checkWork } from "./work/work.ts";

export interface Project extends ProjectFiles {
  /** Every `.play` file; paths are relative to the project, with `/`. Their order says nothing. */
  files: readonly { path: string; text: string }[];
  /** ISO 4217, as in `playc.yaml`. */
  currency: string;
  /** Where `playc.yaml` says so. */
  currencySpan?: Span;
  /** What `playc.yaml` calls libraries. */
  libraries?: readonly Library[];
  /** The names that `playc.yaml` gives data for. */
  mapping?: Mapping;
  /** What `playc.yaml` says of the severities of diagnostics. */
  severities?: readonly SeverityRule[];
  /** What earlier checks of the project gave, where the caller keeps it. */
  kept?: Kept;
  /** Reads one file, where the caller keeps what was read before; else `grammar/parser`. */
  parse?: (path: string, text: string) => Parsed;
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

/** A program of which all is known but what takes proofs: an editor shows this at once, and the rest soon. */
export interface Examination {
  /** The names, what they stand for and where they are used. */
  readonly program: Program;
  /** The project's own files, sorted by path. */
  readonly files: readonly Parsed[];
  /** Those of the libraries that are used. */
  readonly libraryFiles: readonly Parsed[];
  readonly model: CheckedModel;
  readonly work: CheckedWork;
  /** As `Compilation` has them, without what proofs tell. */
  readonly said: Pick<Compilation, "diagnostics" | "silenced">;
  /** Makes the schedule, whatever proofs may still find; absent when there is an error already. */
  readonly emit?: () => Schedule;
  /** What is left, in steps between which one may stop: everything, at the end. To be walked once. */
  finish(): Generator<void, CheckedProgram>;
}

/** As `check`, and the schedule with it. */
export function compile(project: Project): Compilation {
  const { emit, ...said } = check(project);
  return emit ? { schedule: emit(), ...said } : said;
}

/** Never throws, whatever the files hold, as long as the handed-in readers do not. */
export function check(project: Project): CheckedProgram {
  const steps = examine(project).finish();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Everything `check` does before it proves. Never throws, as `check`. */
export function examine(project: Project): Examination {
  const currency = currencyOf(project.currency);
  const ownParsed = parseAll(project, project.files);
  const ownFiles = ownParsed.map(({ file }) => file);
  const libraries = readLibraries(project, ownFiles);
  const libraryFiles = libraries.flatMap((each) => each.parsed);
  const parsed = [...ownParsed, ...libraryFiles];
  const files = parsed.map(({ file }) => file);
  const spans = new Map(parsed.map(({ file, problems }) => [file.path, problems.map(({ span }) => span)]));
  const program = createProgram(
    currency ?? { code: project.currency, minorDigits: 2 },
    project,
    {
      spans,
      words: brokenWords(files, spans),
      mapped: new Set(project.mapping?.names.map(({ kind, name }) => `${kind} ${name}`)),
    },
    libraries.map(({ library }) => library),
    project.kept,
  );
  const written = files.flatMap(({ declarations }) => declarations);
  for (const { file, problems } of parsed) {
    program.diagnostics.push(...problems.map((problem) => fromSyntax(problem, file, written)));
  }
  if (!currency) {
    const span = project.currencySpan ?? startOfFile;
    program.diagnostics.push(diagnostic("unknown-currency", { currency: project.currency }, projectFileName, span));
  }
  const linked = link(program, ownFiles, libraries);
  collectNames(program, linked);
  program.keeping?.watch.settleNames();
  const declared = declaredIn(program, linked);
  const model = checkModel(program, declared);
  const work = checkWork(declared);
  const measures = checkMeasures(declared);
  const templates = checkTemplates(program, work.touches);
  const policies = checkPolicies(declared);
  checkScoreOrder(program, model);
  checkExperimentScopes(program, { ...model, ...work });
  checkWonPlays(declared);
  checkStarts(work.checkedPlays, work.startedByTriggers);
  const isSound = !hasError(program.diagnostics);
  if (isSound) {
    if (project.mapping) {
      checkMapped(program, model.roles, project.mapping);
      checkRoster(program, policies, project.mapping);
    }
    warnOfUnused(program);
    warnOfEmpty(program, ownFiles);
    program.diagnostics.push(...unusedLibraries(project.libraries ?? [], libraries));
    warnOfRings(work.checkedPlays);
    warnOfMeasuredTouches(declared, work);
    warnOfLifts(work.checkedPlays, model.models);
    warnOfAssumptions(program, { ...model, ...work, ...measures }, policies.assumptions);
  }
  // After all that is said of the program: what only a test names is used by nobody.
  const rungs = new Map(work.escalations.map((escalation) => [escalation.name, escalation.rungs.length]));
  const { journeys, account } = model;
  const tests = checkTests(declared, { begins: account.begins, rungs, journeys, experiments: work.experiments });
  const silencings = parsed.map((each) => ({
    ...silencingsIn(each),
    isTold: !libraryOf(program, each.file.path),
  }));
  /** `isComplete`: whether every warning was asked for. */
  const said = (isComplete: boolean) => {
    const found = withoutFollowUps(sortDiagnostics(program.diagnostics), files, spans);
    const settled = settle(found, project.severities ?? [], silencings, isComplete);
    const diagnostics = withFixes(
      sortDiagnostics(settled.diagnostics),
      ownFiles,
      // What is wrong in a library is mended there.
      (path) => (libraryOf(program, path) ? undefined : project.readText(path)),
    );
    return { diagnostics, silenced: sortDiagnostics(settled.silenced) };
  };
  const emit = () => scheduleOf(program, { ...model, ...work, ...policies, ...measures, templates });
  function* finish(): Generator<void, CheckedProgram> {
    if (isSound) {
      warnOfUnreachable({ ...work, ladders: declared("escalation") });
      yield* proofSteps({ program, declared, model, work, ...policies });
    }
    const all = said(!hasError(program.diagnostics));
    if (hasError(all.diagnostics)) return all;
    return { emit, tests, ...all };
  }
  const isFree = isSound && !hasError(program.diagnostics);
  return { program, files: ownParsed, libraryFiles, model, work, said: said(false), ...(isFree && { emit }), finish };
}

const silencingsIn = oncePer(({ file, comments }: Parsed) => silencingsOf(file, comments));

/** The files, sorted by path. */
function parseAll(project: Project, files: Project["files"]): Parsed[] {
  const read = project.parse ?? parse;
  return [...files].sort((a, b) => compareText(a.path, b.path)).map(({ path, text }) => read(path, text));
}

/** Of the libraries that are used, their files; sorted by name. */
function readLibraries(project: Project, files: readonly File[]) {
  const used = librariesUsed(files);
  return (project.libraries ?? [])
    .filter(({ name }) => used.has(name))
    .sort((a, b) => compareText(a.name, b.name))
    .map((library) => {
      const parsed = parseAll(project, library.files);
      return { library, parsed, files: parsed.map(({ file }) => file) };
    });
}

function unusedLibraries(all: readonly Library[], used: readonly ReadLibrary[]): Diagnostic[] {
  return all
    .filter((library) => !used.some((each) => each.library === library))
    .map(({ name, span }) => diagnostic("library-never-used", { library: name }, projectFileName, span));
}

const projectFileName = "playc.yaml";
const startOfFile: Span = { start: 0, end: 0 };

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
