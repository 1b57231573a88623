/** Why a command ends without its result, and the exit codes: the one list of them. */

/** What a process of `playc` can end with. 130 and 143 (a signal) are the shell's own convention. */
export const exitCodes = {
  fine: 0,
  /** The program or its project file has errors. */
  program: 1,
  /** The command line is wrong: options, dates, a folder that is no project. */
  usage: 2,
  /** The data is bad. */
  data: 3,
  /** Reading or writing failed. */
  io: 4,
  /** A test of the program failed, or the tests reach less of it than was asked for; two programs differ that should not; a budget is over. */
  test: 5,
  /** A mistake in playc itself (EX_SOFTWARE of sysexits.h). */
  internal: 70,
} as const;

type FailureKind = Exclude<keyof typeof exitCodes, "fine" | "test">;

/** A mistake with its place, as it stands in JSON. */
export interface Problem {
  severity: "error" | "warning";
  message: string;
  file?: string;
  line?: number;
  column?: number;
}

/** Where bad data stands. */
interface DataPlace {
  file?: string;
  row?: number;
  column?: string;
  line?: number;
}

/** What was typed, and the part of it that is wrong. */
export interface MarkedText {
  text: string;
  at: number;
  length: number;
}

/** Ends a command. The message is for the person at the terminal: what, why and the way out. */
export class Failure extends Error {
  override name = "Failure";
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly details: {
      place?: DataPlace;
      diagnostics?: readonly Problem[];
      marked?: MarkedText;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
  }

  get exitCode(): number {
    return exitCodes[this.kind];
  }
}

/** Whether somewhere a file could not grow: as Node and as the database say it, of files and of what does not fit into memory. */
export function isDiskFull(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const full = /\b(ENOSPC|EDQUOT)\b|[Nn]o space left on device|Disk quota exceeded|max_temp_directory_size/;
  return full.test(thrown.message) || isDiskFull(thrown.cause);
}

/** The failure behind anything thrown: files and disks that refuse are I/O, what nobody expected is ours. */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return new Failure("internal", String(thrown));
  if (isDataError(thrown)) {
    return new Failure(thrown.kind === "io" ? "io" : "data", thrown.message, { place: thrown.place, cause: thrown });
  }
  if (isDatabaseMissing(thrown)) return new Failure("io", databaseMissing, { cause: thrown });
  if ("syscall" in thrown || /^IO Error:/.test(thrown.message)) {
    return new Failure("io", `Reading or writing failed: ${thrown.message}`, { cause: thrown });
  }
  return new Failure("internal", thrown.message, { cause: thrown });
}

const databaseMissing =
  "This playc cannot read data: its database is not installed beside it, as in the one that comes with an editor's extension. Install playc with its dependencies, and run that one.";

function isDatabaseMissing(error: Error): boolean {
  return "code" in error && error.code === "MODULE_NOT_FOUND" && error.message.includes("@duckdb/node-");
}

/** By name: the class lives in a module that should not be loaded to print a usage error. */
function isDataError(error: Error): error is Error & { kind: "data" | "io"; place: DataPlace } {
  return error.name === "DataError" && "place" in error && "kind" in error;
}
