/**
 * `playc fmt`: gives `.play` files their one layout. The names of the files it changed are its result; with `-`, the
 * formatted text is.
 */
import { render } from "../../compiler/diagnostics/render.ts";
import { type Formatted, format } from "../../compiler/format/format.ts";
import { exitCodes, Failure } from "../failure.ts";
import { thisCommand } from "../own-command.ts";
import { findPlayFiles, readPlayFile, readStream } from "../play-files.ts";
import { notText } from "../project-files.ts";
import { replaceFile } from "../replace-file.ts";
import { tell, writeResult } from "../terminal.ts";
import { counted } from "../views/figures.ts";
import { printable } from "../views/printable.ts";
import { shellWord } from "../views/shell-word.ts";

export interface FmtOptions {
  check?: boolean;
}

const stdinWord = "-";
const stdinName = "<stdin>";

/** Gives the exit code. A file that cannot be formatted is told and left alone; the others are formatted. */
export async function fmt(words: readonly string[], { check = false }: FmtOptions): Promise<number> {
  if (words.includes(stdinWord)) return formatStdin(words, check);
  let changed = 0;
  let refused = 0;
  for (const { name, path } of findPlayFiles(words)) {
    const text = readPlayFile(path);
    const formatted = formattedText(name, text);
    if (formatted === undefined) refused++;
    else if (formatted !== text) {
      if (!check) replaceFile(path, formatted);
      changed++;
      await writeResult(`${printable(name)}\n`);
    }
  }
  if (check && changed > 0) tell(`Not formatted: ${counted(changed, "file")}. \`${fmtCommand(words)}\` does it.`);
  return refused > 0 || (check && changed > 0) ? exitCodes.program : exitCodes.fine;
}

function fmtCommand(words: readonly string[]): string {
  return [thisCommand(), "fmt", ...words.map(shellWord)].join(" ");
}

async function formatStdin(words: readonly string[], check: boolean): Promise<number> {
  if (words.length > 1) throw new Failure("usage", "`-` formats what comes on stdin: it stands alone.");
  const text = await readStream(process.stdin);
  const formatted = formattedText(stdinName, text);
  if (formatted === undefined) return exitCodes.program;
  if (!check) await writeResult(formatted);
  else if (formatted !== text) await writeResult(`${stdinName}\n`);
  return check && formatted !== text ? exitCodes.program : exitCodes.fine;
}

/** What the file should hold; undefined, and said why, when it cannot be formatted. */
function formattedText(name: string, text: string | undefined): string | undefined {
  if (text === undefined) {
    tell(`${printable(name)}: ${notText}`);
    return undefined;
  }
  const result = format(name, text);
  if (result.kind === "formatted") return result.text;
  if (result.kind === "changed") throw wouldChange(name);
  tell(refusal(name, text, result));
  return undefined;
}

function refusal(name: string, text: string, { diagnostics }: Formatted & { kind: "refused" }): string {
  const left = `${printable(name)} is left as it is: ${counted(diagnostics.length, "error")} to mend first.`;
  return [...diagnostics.map((diagnostic) => render(diagnostic, text)), left].join("\n\n");
}

function wouldChange(name: string): Failure {
  return new Failure("internal", `Formatting would change what ${name} says. It is left as it is.`);
}
