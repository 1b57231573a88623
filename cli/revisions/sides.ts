/** The two programs that are compared: what the words for them stand for, read and compiled. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import type { Note, Side } from "../../review/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { type CheckedProject, checkFolder } from "../compile-project.ts";
import { Failure, type Problem } from "../failure.ts";
import { type ProjectFolder, projectFileName, readProjectFolder } from "../project-files.ts";
import { commitIfAny, commitOf, commonBase, type Repository, repositoryOf } from "./repository.ts";
import { committedProject } from "./tree.ts";

export interface Program {
  readonly side: Side;
  /** Absent when the program has errors. */
  readonly schedule?: Schedule;
  /** Absent of a schedule. */
  readonly checked?: CheckedProject;
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

export interface Asked {
  /** A revision, a folder, a schedule, or `A..B` and `A...B`. */
  readonly base: string;
  /** Absent: the project as it stands in its folder. */
  readonly head?: string;
  /** The project's folder, where a revision is meant. */
  readonly project: string;
}

/** So many of what was not read are named. */
const mostLinks = 5;
/** Of the format of schedules that can be read. */
const scheduleVersion: Schedule["version"] = 1;
/** Larger than any schedule that a person's program makes. */
const largestSchedule = 64_000_000;

/** Failure of kind `usage`, `io` or, of a file that is no schedule, `data`. */
export function programsOf({ base, head, project }: Asked): { before: Program; after: Program } {
  if (head === undefined && !existsSync(base)) {
    const [, one = "", dots = "", other = ""] = /^(.*?)(\.{2,3})(.*)$/.exec(base) ?? [];
    const isPath = one.endsWith("/") || other.startsWith("/");
    if (dots !== "" && !isPath) return rangeOf(one || "HEAD", other || "HEAD", dots === "...", project);
  }
  return {
    before: programOf(base, project),
    after: head === undefined ? folderProgram(project) : programOf(head, project),
  };
}

/**
 * What of the project's folder is not committed: part of the comparison where the folder is one of the two, and no part of
 * it where the last commit is meant.
 */
export function uncommittedNote({ base, head, project }: Asked, after: Program): Note[] {
  const isFolder = head === undefined && after.side.kind === "folder";
  if (!isFolder && after.side.kind !== "revision") return [];
  const now = workingFolder(project);
  const repository = now && repositoryIfAny(project);
  const last = repository && commitIfAny(repository, "HEAD");
  if (!now || !repository || last === undefined) return [];
  if (isFolder && existsSync(base)) return [];
  if (!isFolder && after.side.commit !== last) return [];
  // A folder that the last commit does not have is not committed at all.
  const committed = ifAny(() => committedProject(repository, last, "HEAD", namesOf(now)).folder);
  const templates = after.schedule?.templates?.map(({ file }) => file) ?? [];
  if (committed && isSameText(committed, now, templates)) return [];
  const text = isFolder
    ? "Changes that are not committed are part of this."
    : "Changes that are not committed are no part of this: name the revision alone to compare with the folder as it stands.";
  return [{ code: "uncommitted", text }];
}

/** Line ends apart, which git may keep otherwise than a folder has them. */
function isSameText(one: ProjectFolder, other: ProjectFolder, templates: readonly string[]): boolean {
  const textOf = ({ projectFile, files, readText }: ProjectFolder) => {
    const named = templates.map((file) => readText(file) ?? null);
    return JSON.stringify([projectFile, files.map(({ path, text }) => [path, text]), named]).replaceAll(
      "\\r\\n",
      "\\n",
    );
  };
  return textOf(one) === textOf(other);
}

/** Of the files by which a project is known again where it had another folder. */
function namesOf({ files }: ProjectFolder): string[] {
  return [projectFileName, ...files.map(({ path }) => path)];
}

function rangeOf(one: string, other: string, isFromBase: boolean, project: string) {
  const repository = repositoryOf(folderFor(project));
  const before = isFromBase
    ? revisionProgram(repository, commonBase(repository, one, other), `${one}...${other}`, project)
    : revisionProgram(repository, commitOf(repository, one), one, project);
  return { before, after: revisionProgram(repository, commitOf(repository, other), other, project) };
}

function programOf(word: string, project: string): Program {
  const isThere = word !== "" && !word.includes("\0") && existsSync(word);
  if (isThere) {
    const isPath = /[\\/]/.test(word) || word === "." || word === "..";
    if (!isPath && isRevision(word, project)) {
      throw new Failure(
        "usage",
        `\`${word}\` is both a file here and a revision. \`./${word}\` is the file, \`refs/heads/${word}\` a branch.`,
      );
    }
    return statSync(word).isDirectory() ? folderProgram(word) : scheduleProgram(word);
  }
  const repository = repositoryOf(folderFor(project));
  return revisionProgram(repository, commitOf(repository, word), word, project);
}

function isRevision(word: string, project: string): boolean {
  const repository = repositoryIfAny(project);
  return repository !== undefined && commitIfAny(repository, word) !== undefined;
}

function repositoryIfAny(project: string): Repository | undefined {
  return ifAny(() => repositoryOf(folderFor(project)));
}

/** Undefined where there is none to read. */
function ifAny<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure && error.kind === "usage") return undefined;
    throw error;
  }
}

function folderFor(project: string): string {
  let folder: string;
  try {
    folder = realpathSync(project);
  } catch (error) {
    throw new Failure("usage", `There is no folder ${project}.`, { cause: error });
  }
  if (statSync(folder).isDirectory()) return folder;
  throw new Failure("usage", `${project} is a file. --project names the folder that holds ${projectFileName}.`);
}

// ---- folders ---------------------------------------------------------------------------------------------------------

function folderProgram(directory: string): Program {
  return checkedProgram({ kind: "folder", name: directory, commit: null }, readProjectFolder(directory), []);
}

function checkedProgram(side: Omit<Side, "digest">, folder: ProjectFolder, notes: readonly Note[]): Program {
  const checked = checkFolder(folder);
  const { schedule, report } = checked;
  const problems = report.problems.filter(({ severity }) => severity === "error");
  const digest = schedule?.digest ?? null;
  return { side: { ...side, digest }, ...(schedule && { schedule }), checked, problems, notes };
}

// ---- schedules -------------------------------------------------------------------------------------------------------

function scheduleProgram(file: string): Program {
  if (statSync(file).size > largestSchedule) {
    throw new Failure("data", "This file is larger than any schedule.", { place: { file } });
  }
  const value = parsed(file);
  const version = versionOf(value);
  if (version !== undefined && version !== scheduleVersion) {
    const why = `This schedule has version ${version} of its format, and this playc reads version ${scheduleVersion}. Build it again with this playc, or compare it with the one that made it.`;
    throw new Failure("data", why, { place: { file } });
  }
  const read = validateSchedule(value);
  if ("schedule" in read) {
    const { schedule } = read;
    return {
      side: { kind: "schedule", name: file, commit: null, digest: schedule.digest },
      schedule,
      problems: [],
      notes: [],
    };
  }
  const why = `This is no schedule as \`playc build\` writes one: ${read.problems.join("; ")}`;
  throw new Failure("data", why, { place: { file } });
}

/** Of its format; undefined of what is no schedule. */
function versionOf(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null || !("version" in value) || !("digest" in value)) return undefined;
  return typeof value.version === "number" ? value.version : undefined;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Failure("data", `This is neither a folder nor a schedule in JSON: ${error.message}`, {
        place: { file },
      });
    }
    throw error;
  }
}

// ---- revisions -------------------------------------------------------------------------------------------------------

function revisionProgram(repository: Repository, commit: string, word: string, project: string): Program {
  const here = workingFolder(project);
  const present = here ? namesOf(here) : [];
  const name = `${word} (${commit.slice(0, 8)})`;
  const { folder, prefix, links, submodules } = committedProject(repository, commit, name, present);
  const notes: Note[] = [];
  if (prefix !== repository.prefix) {
    const where = prefix === "" ? "." : prefix.replace(/\/$/, "");
    notes.push({ code: "moved", text: `In ${name} the project was in \`${where}\`.` });
  }
  const unread = [
    { paths: links, what: "links are not followed" },
    { paths: submodules, what: "repositories inside the project are not read" },
  ];
  for (const { paths, what } of unread) {
    if (paths.length === 0) continue;
    const more = paths.length > mostLinks ? `, and ${paths.length - mostLinks} more` : "";
    notes.push({ code: "links", text: `In ${name} ${what}: ${paths.slice(0, mostLinks).join(", ")}${more}.` });
  }
  return checkedProgram({ kind: "revision", name: word, commit, folder: prefix.replace(/\/$/, "") }, folder, notes);
}

/** The project as it stands; undefined when there is none in the folder any more. */
function workingFolder(project: string): ProjectFolder | undefined {
  return ifAny(() => readProjectFolder(project));
}
