/** Workers as seen by the run: each makes one part at a time; one that dies is replaced, and its part made again. */
import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import type { PartWanted } from "../../runtime/ledger/part-file.ts";
import { Failure } from "../failure.ts";
import { errorOf, type FromWorker, type Opening, type PartTask, type ToWorker, workerWord } from "./messages.ts";

/** Makes the files of parts. */
export interface Maker {
  /** `onProgress` counts the accounts of the part. */
  make(task: PartTask, path: string, onProgress: (done: number) => Promise<void> | void): Promise<void>;
  /** Ends it at once, whatever it is doing. */
  close(): void;
}

/** A part whose makers die so often would kill the next, too. */
const deathsAllowed = 3;

/** What is shown of a worker's end. */
type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A process of its own; `script` is the playc that runs. */
export function startWorker(script: string, opening: Opening): Maker {
  let child: ChildProcess | undefined;
  let isClosed = false;
  const started = () => {
    if (isClosed) throw new Failure("io", "The run was ended.");
    if (child) return child;
    rmSync(opening.folder, { recursive: true, force: true, maxRetries: 3 });
    const born = fork(script, [workerWord], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    // Also between two parts, when nobody waits for it.
    born.once("exit", () => {
      if (child === born) child = undefined;
    });
    born.send(opening satisfies ToWorker, () => undefined);
    child = born;
    return born;
  };
  const make = async (task: PartTask, path: string, onProgress: (done: number) => Promise<void> | void) => {
    for (let deaths = 1; ; deaths++) {
      const ended = await asked(started(), { kind: "part", ...task, path }, onProgress);
      if (ended === undefined) return;
      if (deaths === deathsAllowed) throw diedTooOften(task.wanted, ended);
    }
  };
  return {
    make,
    close() {
      isClosed = true;
      child?.kill("SIGKILL");
    },
  };
}

/** Resolves with how the worker ended, if it did instead of making the part. */
function asked(
  child: ChildProcess,
  message: ToWorker,
  onProgress: (done: number) => Promise<void> | void,
): Promise<Ended | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      child.off("message", heard).off("exit", exited).off("error", failed);
      then();
    };
    const heard = (answer: FromWorker) => {
      if (answer.kind === "count") void onProgress(answer.done);
      else if (answer.kind === "made") settle(() => resolve(undefined));
      else settle(() => reject(errorOf(answer.thrown)));
    };
    const exited = (code: number | null, signal: NodeJS.Signals | null) => settle(() => resolve({ code, signal }));
    const failed = (error: Error) =>
      settle(() => reject(new Failure("io", `A worker could not be started: ${error.message}`)));
    child.on("message", heard).on("exit", exited).on("error", failed);
    // A worker that is gone already is told by its exit.
    child.send(message, () => undefined);
  });
}

function diedTooOften({ part, parts }: PartWanted, { code, signal }: Ended): Failure {
  const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
  return new Failure(
    "io",
    `The process that simulated part ${part.number} of ${parts} (accounts ${part.from + 1} to ${part.to}) ${how}, and so did the two before it. If memory is short, take fewer workers (--workers 1).`,
  );
}
