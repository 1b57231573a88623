/** The `playc` process: runs one command and ends with its exit code. Commands are loaded when they are called. */
import type { Command } from "commander";
import { exitCodes, Failure } from "./failure.ts";
import { failureOf } from "./owner.ts";
import { workerWord } from "./parts/messages.ts";
import { type Actions, createProgram } from "./program.ts";
import { tell, writeResult } from "./terminal.ts";
import { failureJson, failureText } from "./views/failure.ts";

const actions: Actions = {
  init: async (...given) => (await import("./commands/init.ts")).init(...given),
  check: async (...given) => (await import("./commands/check.ts")).check(...given),
  build: async (...given) => (await import("./commands/build.ts")).build(...given),
  fmt: async (...given) => (await import("./commands/fmt.ts")).fmt(...given),
  render: async (...given) => (await import("./commands/render.ts")).render(...given),
  simulate: async (...given) => (await import("./commands/simulate.ts")).simulate(...given),
  merge: async (...given) => (await import("./commands/merge.ts")).merge(...given),
  diff: async (...given) => (await import("./commands/diff.ts")).diff(...given),
  docs: async (...given) => (await import("./commands/docs.ts")).docs(...given),
  due: async (...given) => (await import("./commands/due.ts")).due(...given),
  calibrate: async (...given) => (await import("./commands/calibrate.ts")).calibrate(...given),
  staffing: async (...given) => (await import("./commands/staffing.ts")).staffing(...given),
  capacity: async (...given) => (await import("./commands/capacity.ts")).capacity(...given),
  test: async (...given) => (await import("./commands/test.ts")).test(...given),
  query: async (...given) => (await import("./commands/query.ts")).query(...given),
  lsp: async (...given) => (await import("./commands/lsp.ts")).lsp(...given),
  explain: async (words) => {
    throw await (await import("./explain-meant.ts")).wordsOutOfPlace(words);
  },
  explainCode: async (...given) => (await import("./commands/explain-code.ts")).explainCode(...given),
  explainAccount: async (...given) => (await import("./commands/explain-account.ts")).explainAccount(...given),
};

/** Whether the caller asked for this format; asked of the bare words, because they may be what is wrong. */
function wants(format: string, words: readonly string[]): boolean {
  return words.some(
    (word, index) => word === `--format=${format}` || (word === "--format" && words[index + 1] === format),
  );
}

async function run(words: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const program = createProgram(actions, (code) => {
    exitCode = code;
  });
  const json = wants("json", words);
  if (json) quieten(program);
  try {
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (isCommanderError(thrown)) {
      if (thrown.exitCode === 0) return exitCodes.fine;
      // Commander has said it on stderr already; under JSON it must be said as JSON.
      if (json) await writeResult(failureJson(new Failure("usage", thrown.message.replace(/^error: /, ""))));
      return exitCodes.usage;
    }
    return await report(failureOf(thrown), json, wants("github", words));
  }
}

/** `quoted`: the runner that reads it takes no word of it for a command. */
async function report(failure: Failure, json: boolean, quoted: boolean): Promise<number> {
  const text = failureText(failure);
  tell(quoted ? (await import("./views/annotations.ts")).quotedText(text).trimEnd() : text);
  // When stdout itself is what fails, its exit code is all that is left to say.
  if (json) await writeResult(failureJson(failure)).catch(() => undefined);
  return failure.exitCode;
}

function quieten(command: Command): void {
  command.configureOutput({ writeErr: () => undefined });
  command.commands.forEach(quieten);
}

function isCommanderError(thrown: unknown): thrown is Error & { exitCode: number } {
  return thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("commander.");
}

// Nobody reads what is said on stderr: no reason to stop.
process.stderr.on("error", () => undefined);
const words = process.argv.slice(2);
if (process.send && words[0] === workerWord) {
  void import("./parts/worker.ts").then(({ work }) => work());
} else {
  void run(words).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
