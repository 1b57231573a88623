/**
 * `playc fmt`: gives `.play` files their one layout. The names of the files it changed are its result; with `-`, the
 * formatted text is.
 */
import { type DiagnosticJson, diagnosticToJson } from "../../compiler/diagnostics/json.ts";
import { render } from "../../compiler/diagnostics/render.ts";
import { format } from "../../compiler/format/format.ts";
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
  format: "text" | "json";
}

/** A file that is left as it is: no text, or with errors to mend first. */
interface Refused {
  file: string;
  message: string;
  diagnostics: readonly DiagnosticJson[];
}

interface FmtReport {
  /** Names of the files that were changed, or with `--check` would be. */
  changed: string[];
  refused: Refused[];
  /** What stdin should hold. */
  text?: string;
}

const stdinWord = "-";
const stdinName = "<stdin>";

/** Gives the exit code. A file that cannot be formatted is told and left alone; the others are formatted. */
export async function fmt(words: readonly string[], { check = false, format: as }: FmtOptions): Promise<number> {
  // For people each name stands there as soon as its file is changed, whatever comes after it.
  const onChanged = async (name: string) => {
    if (as === "text") await writeResult(`${printable(name)}\n`);
  };
  const fromStdin = words.includes(stdinWord);
  const report = fromStdin ? await formatStdin(words, check) : await formatFiles(words, check, onChanged);
  const { changed, refused, text } = report;
  if (as === "json") {
    await writeResult(`${JSON.stringify({ format: "playc-fmt", version: 1, check, ...report }, null, 2)}\n`);
  } else if (fromStdin) {
    if (!check) await writeResult(text ?? "");
    else for (const name of changed) await onChanged(name);
  } else if (check && changed.length > 0) {
    tell(`Not formatted: ${counted(changed.length, "file")}. \`${fmtCommand(words)}\` does it.`);
  }
  return refused.length > 0 || (check && changed.length > 0) ? exitCodes.program : exitCodes.fine;
}

function fmtCommand(words: readonly string[]): string {
  return [thisCommand(), "fmt", ...words.map(shellWord)].join(" ");
}

async function formatFiles(
  words: readonly string[],
  check: boolean,
  onChanged: (name: string) => Promise<void>,
): Promise<FmtReport> {
  const report: FmtReport = { changed: [], refused: [] };
  for (const { name, path } of findPlayFiles(words)) {
    const text = readPlayFile(path);
    const formatted = formattedText(name, text);
    if (typeof formatted !== "string") report.refused.push(formatted);
    else if (formatted !== text) {
      if (!check) replaceFile(path, formatted);
      report.changed.push(name);
      await onChanged(name);
    }
  }
  return report;
}

async function formatStdin(words: readonly string[], check: boolean): Promise<FmtReport> {
  if (words.length > 1) throw new Failure("usage", "`-` formats what comes on stdin: it stands alone.");
  const text = await readStream(process.stdin);
  const formatted = formattedText(stdinName, text);
  if (typeof formatted !== "string") return { changed: [], refused: [formatted] };
  return { changed: formatted === text ? [] : [stdinName], refused: [], ...(check ? {} : { text: formatted }) };
}

/** What the file should hold; or why, which is said, it cannot be formatted. */
function formattedText(name: string, text: string | undefined): string | Refused {
  if (text === undefined) {
    tell(`${printable(name)}: ${notText}`);
    return { file: name, message: notText, diagnostics: [] };
  }
  const result = format(name, text);
  if (result.kind === "formatted") return result.text;
  if (result.kind === "changed") throw wouldChange(name);
  const { diagnostics } = result;
  const message = `${printable(name)} is left as it is: ${counted(diagnostics.length, "error")} to mend first.`;
  tell([...diagnostics.map((diagnostic) => render(diagnostic, text)), message].join("\n\n"));
  return {
    file: name,
    message,
    diagnostics: diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, () => text)),
  };
}

function wouldChange(name: string): Failure {
  return new Failure("internal", `Formatting would change what ${name} says. It is left as it is.`);
}
