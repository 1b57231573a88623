/** Asks playc for what it finds, or why it finds nothing. */
import { quotedText } from "../cli/views/annotations.ts";
import { Unusable } from "./inputs.ts";
import type { Playc } from "./playc.ts";

/** Why a command of playc ended without its result. */
export interface Refusal {
  readonly kind: "program" | "usage" | "data" | "io" | "internal";
  readonly message: string;
}

export type Asked<T> = { readonly found: T } | { readonly refused: Refusal };

/** Writes to the job's log, where lines can be commands. */
export type Log = (text: string) => void;

/** `words` without `--format`. What playc says beside its result goes to the log. */
export async function askJson<T>(playc: Playc, words: readonly string[], log: Log): Promise<Asked<T>> {
  const { text, said } = await playc.run([...words, "--format", "json"]);
  if (said.trim() !== "") log(quotedText(said));
  const document: { error: Refusal } | (T & { error?: undefined }) = JSON.parse(text);
  return document.error === undefined ? { found: document } : { refused: document.error };
}

/** What playc prints. Unusable with its own words when it ends for anything but what it found in the program. */
export async function askText(playc: Playc, words: readonly string[]): Promise<string> {
  const { exitCode, text, said } = await playc.run(words);
  if (exitCode > 1) throw new Unusable(said.trim().replace(/^playc: /, ""));
  return text;
}
