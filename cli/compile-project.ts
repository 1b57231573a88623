/** From a folder to a schedule: reads the project, compiles it, and keeps everything there is to say about it. */
import { check } from "../compiler/compile.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { fromProject } from "../compiler/diagnostics/from-project.ts";
import { readProjectFile } from "../project/read.ts";
import type { Project } from "../project/types.ts";
import type { TestPlan } from "../schedule/tests.ts";
import type { Schedule } from "../schedule/types.ts";
import { Failure, type Problem } from "./failure.ts";
import { withLibraries } from "./libraries.ts";
import { type ProjectFolder, projectFileName, readProjectFolder } from "./project-files.ts";
import { type Report, reportOf } from "./views/report.ts";

export interface CompiledProject {
  readonly folder: ProjectFolder;
  readonly project: Project;
  readonly schedule: Schedule;
  /** The program's own tests. */
  readonly tests: TestPlan;
  /** Warnings only. */
  readonly report: Report;
}

export interface CheckedProject {
  readonly folder: ProjectFolder;
  readonly report: Report;
  /** All absent when the report has errors. */
  readonly project?: Project;
  readonly schedule?: Schedule;
  readonly tests?: TestPlan;
}

/** A project whose schedule is still to be made. */
interface Examined extends Omit<CheckedProject, "schedule"> {
  readonly emit?: () => Schedule;
}

/** All there is to say about a project; its schedule is not made. Failures as for `checkProject`. */
export function reportProject(directory: string): Report {
  return examine(readProjectFolder(directory)).report;
}

/** Failures of kind `usage` and `io` only: what is wrong with the program is in the report. */
export function checkProject(directory: string): CheckedProject {
  return checkFolder(readProjectFolder(directory));
}

/** The same of a folder that was read already, from wherever. */
export function checkFolder(folder: ProjectFolder): CheckedProject {
  const { emit, ...examined } = examine(folder);
  return emit ? { ...examined, schedule: emit() } : examined;
}

function examine(folder: ProjectFolder): Examined {
  const { project, mapping, problems } = readProjectFile(projectFileName, folder.projectFile);
  const inFiles: Problem[] = [...folder.problems];
  const inProjectFile: Diagnostic[] = [];
  // A file that is no text has no lines to complain about.
  if (!inFiles.some(({ file }) => file === projectFileName)) {
    inProjectFile.push(...problems.map(fromProject));
  }
  if (!project || inFiles.length > 0)
    return { folder, report: reportOf(inFiles, inProjectFile, { ...folder, libraries: [] }) };
  const { files, libraries, problems: missing } = withLibraries(folder, project.libraries);
  if (missing.length > 0) {
    return { folder, report: reportOf([], missing.map(fromProject), { ...folder, libraries }) };
  }
  const { emit, tests, diagnostics, silenced } = check({
    files,
    libraries,
    currency: project.currency,
    currencySpan: project.currencySpan,
    ...(mapping ? { mapping } : {}),
    severities: project.diagnostics,
    readText: folder.readText,
    exists: folder.exists,
  });
  const report = reportOf([], diagnostics, { ...folder, files, libraries }, silenced.length);
  return emit && tests && report.errors === 0 ? { folder, report, project, emit, tests } : { folder, report };
}

/** The project's schedule; a Failure of kind `program`, with all it has to say, when there is none. */
export function compileProject(directory: string): CompiledProject {
  const { folder, report, project, schedule, tests } = checkProject(directory);
  if (project && schedule && tests) return { folder, report, project, schedule, tests };
  throw new Failure("program", report.text, { diagnostics: report.problems });
}
