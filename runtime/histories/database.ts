/**
 * The temporary database that input is staged in: on disk, so that memory does not grow with the input, and locked
 * before the first file of others is read, so that nothing in a project can reach beyond its folders.
 */
import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join, sep } from "node:path";
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance, type DuckDBResult } from "@duckdb/node-api";
import { exactPath, literal } from "./sql.ts";
import { DataError } from "./types.ts";
import { MACROS } from "./values/numbers.ts";

/** What our queries give: they are written so that no other kind of value comes out. */
export type Cell = null | boolean | number | bigint | string;
export type Row = readonly Cell[];

export interface ScratchFile {
  readonly file: number;
  readonly path: string;
}

/** What of a database is asked once it is settled. */
export type Reading = Pick<Database, "rows">;

export interface Database {
  /** Where its files are. */
  readonly folder: string;
  run(sql: string): Promise<void>;
  /** All rows of a small answer. */
  rows(sql: string): Promise<Row[]>;
  /** The answer a chunk of rows at a time, in order. */
  chunks(sql: string): AsyncIterable<DuckDBDataChunk>;
  /** A large answer a chunk of rows at a time, while it is computed. A chunk is valid until the next is asked for. */
  stream(sql: string): AsyncIterable<DuckDBDataChunk>;
  /** A new empty file beside the database, open for reading and writing; closed and taken away with it. */
  scratchFile(): ScratchFile;
  /**
   * Staging is over: from here on only staged tables are read, with less memory and without any input file. Other
   * processes may read them, too.
   */
  settle(): Promise<void>;
  /** Ends the database and takes its files away. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  tempDir: string;
  /** Real paths of the only folders that may be read. */
  folders: readonly string[];
  memoryLimitMb: number;
}

const THREADS = 2;
/** Reading stretches of sorted tables needs little; what sorting them took is given back before accounts stream. */
const READING_LIMIT_MB = 64;

/** A locked database in a new folder below `tempDir`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const folder = await mkdtemp(join(options.tempDir, "histories-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const scratch: number[] = [];
  let session: Session;
  const explaining = explainingWith(options.folders);
  try {
    session = await openSession({ folder, spill: folder, ...options });
  } catch (error) {
    await remove();
    throw explained(error, options.folders);
  }
  return {
    folder,
    run: async (sql) => {
      await explaining(() => session.connection.run(sql));
    },
    rows: (sql) => rowsOf(session, sql, explaining),
    chunks: async function* (sql) {
      yield* chunksOf(await explaining(() => session.connection.run(sql)), explaining);
    },
    stream: async function* (sql) {
      yield* chunksOf(await explaining(() => session.connection.stream(sql)), explaining);
    },
    scratchFile: () => {
      const path = join(folder, `scratch-${scratch.length}`);
      const file = openSync(path, "wx+");
      scratch.push(file);
      return { file, path };
    },
    settle: async () => {
      closeSession(session);
      const memoryLimitMb = Math.min(READING_LIMIT_MB, options.memoryLimitMb);
      session = await explaining(() => openSession({ folder, spill: folder, memoryLimitMb, isSettled: true }));
    },
    close: async () => {
      closeSession(session);
      for (const file of scratch.splice(0)) closeSync(file);
      await remove();
    },
  };
}

async function rowsOf({ connection }: Session, sql: string, explaining: Explaining): Promise<Row[]> {
  const reader = await explaining(() => connection.runAndReadAll(sql));
  return reader.getRows() as unknown as Row[];
}

async function* chunksOf(result: DuckDBResult, explaining: Explaining): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await explaining(() => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

interface Session {
  instance: DuckDBInstance;
  connection: DuckDBConnection;
}

/** A settled database of another process, for reading; what does not fit into memory goes to `spill`, a folder of one's own. */
export async function openSettled(folder: string, spill: string): Promise<Reading & Pick<Database, "close">> {
  const explaining = explainingWith([]);
  const session = await explaining(() =>
    openSession({ folder, spill, memoryLimitMb: READING_LIMIT_MB, isSettled: true }),
  );
  return {
    rows: (sql) => rowsOf(session, sql, explaining),
    close: async () => closeSession(session),
  };
}

interface SessionOptions {
  readonly folder: string;
  readonly spill: string;
  readonly memoryLimitMb: number;
  /** Folders that may be read besides. */
  readonly folders?: readonly string[];
  /** Nothing is written any more, and no input is read. */
  readonly isSettled?: boolean;
}

/** Locked before it is handed out: it reads `folders` and its own, loads nothing, and can no longer be told otherwise. */
async function openSession({
  folder,
  spill,
  memoryLimitMb,
  folders = [],
  isSettled = false,
}: SessionOptions): Promise<Session> {
  const instance = await DuckDBInstance.create(join(folder, "staged.duckdb"), {
    threads: String(THREADS),
    memory_limit: `${memoryLimitMb}MB`,
    access_mode: isSettled ? "READ_ONLY" : "AUTOMATIC",
    temp_directory: join(spill, "spill"),
    autoload_known_extensions: "false",
    autoinstall_known_extensions: "false",
  });
  const connection = await instance.connect();
  if (!isSettled) for (const macro of MACROS) await connection.run(macro);
  await connection.run("set timezone = 'UTC'");
  await connection.run("set preserve_insertion_order = false");
  // What a damaged file says of its own least and greatest values must not decide which of our checks are asked.
  await connection.run("set disabled_optimizers = 'statistics_propagation'");
  const allowed = [...folders, folder, spill].flatMap((path) => [path, exactPath(path)]);
  await connection.run(`set allowed_directories = [${[...new Set(allowed)].map(literal).join(", ")}]`);
  await connection.run("set enable_external_access = false");
  await connection.run("set lock_configuration = true");
  return { instance, connection };
}

function closeSession({ instance, connection }: Session): void {
  connection.closeSync();
  instance.closeSync();
}

/** Runs what asks the database, and puts what it complains of in our words. */
type Explaining = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

function explainingWith(folders: readonly string[]): Explaining {
  return async (ask) => {
    try {
      return await ask();
    } catch (error) {
      throw explained(error, folders);
    }
  };
}

/** The database knows files by where they really are; people know them by their names in the folders of the input. */
function explained(error: unknown, folders: readonly string[]): unknown {
  const inOurWords = complaintOf(error);
  if (!(inOurWords instanceof DataError)) return inOurWords;
  const named = (text: string) => folders.reduce((said, folder) => said.replaceAll(folder + sep, ""), text);
  const { message, kind, place } = inOurWords;
  const { file } = place;
  return new DataError(named(message), file === undefined ? place : { ...place, file: named(file) }, kind);
}

/** What the database complained of, as far as the author of the input can do something about it. */
function complaintOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  const file = /^\s*file = (.+)$/m.exec(message)?.[1];
  if (message.includes("CSV Error") || message.includes("CSV Parser")) {
    const place = { ...(file && { file }), ...(line && { line: Number(line) }) };
    return new DataError(`This is not a well-formed CSV file: ${csvReason(message)}`, place);
  }
  if (message.includes("max_temp_directory_size")) {
    return new DataError("No space left on device for what reading puts there.", {}, "io");
  }
  if (message.startsWith("Out of Memory Error")) {
    return new DataError(
      "The input needs more memory than reading may take. Aggregate it before, or keep fewer rows with `where`.",
      {},
      "io",
    );
  }
  const malformed =
    /^Invalid Input Error: (?:Malformed JSON|JSON transform error) in file "(.+?)",.* in line (\d+): (.*)/;
  const [, json, counted, reason] = malformed.exec(message) ?? [];
  if (json !== undefined) {
    // Of a line that cannot be parsed, the database tells the number of the next.
    const line = Number(counted) - (message.includes("Malformed JSON") ? 1 : 0);
    return new DataError(`This is not JSON Lines, an object a line: ${reason}`, { file: json, line });
  }
  if (message.includes("maximum_object_size"))
    return new DataError("A line is longer than a reader can hold. Split what it says, or give the table as Parquet.");
  if (
    /^(IO|Permission) Error: .*(No such file|Permission denied|[Nn]o space|set lock|Cannot open file)/.test(message)
  ) {
    return new DataError(firstLine(message), {}, "io");
  }
  return error;
}

function csvReason(message: string): string {
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (columns) return `the row has ${columns[2]} values where the header has ${columns[1]} columns.`;
  if (message.includes("unterminated quote")) return "a quote is opened and never closed.";
  if (message.includes("unicode")) return "it is not in UTF-8. Save it as UTF-8.";
  if (message.includes("Maximum line size")) return "a row is longer than a megabyte.";
  return "its line ends or quotes are mixed up. Save it again as CSV.";
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
