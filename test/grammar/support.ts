/** What the grammar's tests share: fixtures, blocks of the language page, and trees without their spans. */

import { readdirSync, readFileSync } from "node:fs";
import { parse } from "../../grammar/parser.ts";
import type { SyntaxProblem } from "../../grammar/problems.ts";
import type { ConditionSyntax, Declaration } from "../../grammar/tree.ts";

const root = new URL("../../", import.meta.url);

export function readProjectFile(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** The `.play` files of a fixture folder, name and text. */
export function playFiles(folder: string): { path: string; text: string }[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".play"));
  return names.map((name) => ({ path: name, text: readProjectFile(`${folder}/${name}`) }));
}

/** Every play block of docs/language.md. */
export function languageBlocks(): string[] {
  return [...readProjectFile("docs/language.md").matchAll(/^```play\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
}

/** The tree as plain data: no spans, names as their text, so that expectations say only what matters. */
export function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(([key, value]) => key !== "span" && value !== undefined);
  if (entries.length === 1 && entries[0]![0] === "text") return entries[0]![1];
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

export function problemsOf(text: string): SyntaxProblem[] {
  return parse("test.play", text).problems;
}

/** The declarations of a text that must be without a problem. */
export function declarationsOf(text: string): Declaration[] {
  const { file, problems } = parse("test.play", text);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return file.declarations;
}

/** The condition of `when C`, wherever it is wanted alone. */
export function conditionOf(text: string): ConditionSyntax | undefined {
  const [trigger] = declarationsOf(`trigger t { level red when ${text} do alert csm }`);
  if (trigger?.kind !== "trigger") throw new Error("no trigger");
  const clause = trigger.clauses.find((candidate) => candidate.kind === "when");
  return clause?.kind === "when" ? clause.content : undefined;
}
