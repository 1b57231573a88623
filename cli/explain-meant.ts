/** `playc explain` with its words in the wrong place: the command that was meant, as it can be typed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { listOfCodes } from "../compiler/diagnostics/explain.ts";
import { Failure } from "./failure.ts";
import { lastRunOf } from "./last-run.ts";
import { thisCommand } from "./own-command.ts";
import { projectFileName } from "./project-files.ts";
import { shellWord } from "./views/shell-word.ts";

const forms =
  "`playc explain account ID [DIR]` tells the story of an account, `playc explain code CODE` what a diagnostic means.";

/** For words behind `explain` of which the first names no command of it. */
export async function wordsOutOfPlace(words: readonly string[]): Promise<Failure> {
  const [word] = words.filter((each) => !each.startsWith("-") && !isProject(each));
  const folder = words.find(isProject);
  if (word === undefined) return new Failure("usage", `Say what to explain. ${forms}`);
  const meant = asCode(word) ?? (await asAccount(word, folder));
  const guess = `If ${word} is an account: \`${accountCommand(word, folder)}\`.`;
  return meant ?? new Failure("usage", `Say what ${word} is. ${forms} ${guess}`);
}

/** When the word is an account of the last run in the folder, or in the current one. */
export async function asAccount(word: string, folder?: string): Promise<Failure | undefined> {
  if (!(await isAccountOfLastRun(word, folder ?? "."))) return undefined;
  return new Failure("usage", `${word} is an account of the last run: \`${accountCommand(word, folder)}\`.`);
}

/** The folder where the account should be, the account after it or forgotten; undefined when they stand right. */
export function swapped(account: string, directory: string): Failure | undefined {
  if (!isProject(account) || isProject(directory)) return undefined;
  const id = directory === "." ? undefined : directory;
  const command = accountCommand(id ?? "ID", account);
  return new Failure("usage", `${account} is a folder: the account comes before it. Say \`${command}\`.`);
}

/** When the word is the code, or the name, of a diagnostic. */
export function asCode(word: string): Failure | undefined {
  const known = listOfCodes().some(({ code, slug }) => code === word.toUpperCase() || slug === word.toLowerCase());
  if (!known) return undefined;
  return new Failure("usage", `${word} is a diagnostic: \`${thisCommand()} explain code ${shellWord(word)}\`.`);
}

function accountCommand(account: string, folder: string | undefined): string {
  return [
    thisCommand(),
    "explain account",
    shellWord(account),
    ...(folder === undefined ? [] : [shellWord(folder)]),
  ].join(" ");
}

function isProject(folder: string): boolean {
  return existsSync(join(folder, projectFileName));
}

/** Only a hint hangs on it: files of a run that cannot be read know no account. */
async function isAccountOfLastRun(id: string, folder: string): Promise<boolean> {
  if (!isProject(folder)) return false;
  try {
    // The database is loaded for it alone.
    const { hasAccount } = await import("../runtime/ledger/accounts.ts");
    return await hasAccount(lastRunOf(folder), id);
  } catch {
    return false;
  }
}
