/** What a test says was really delivered (docs/language.md section 10). */
import type { AssignmentSyntax, HistoryEntrySyntax } from "../../grammar/tree.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import type { Checker } from "../program.ts";
import { wordsOfValue } from "../values/type-words.ts";
import type { AccountDraft, TestDraft } from "./draft.ts";
import { occasionOf } from "./occasion.ts";
import { wordAmong } from "./words.ts";

type RecordEntry = Extract<HistoryEntrySyntax, { kind: "record" }>;

/** `touch qbr delivered on 2026-03-10 at 14:30 { owner "Dana" channel video }` */
export function checkRecordEntry(
  checker: Checker,
  draft: TestDraft,
  account: AccountDraft | undefined,
  entry: RecordEntry,
): void {
  const name = checker.resolve(entry.what, entry.name)?.name;
  const { day, minutes } = occasionOf(checker, entry, "The day of a delivery");
  const told = detailsOf(checker, entry);
  if (name === undefined || !told || !account || day === undefined || minutes === undefined) return;
  draft.dates.push({ date: day, span: entry.on?.span ?? entry.span });
  account.toldDays.push(day);
  account.touches.push({ kind: entry.what, name, day, minutes, ...told });
}

/** By whom, and by which channel; undefined when something was reported. */
function detailsOf(checker: Checker, { what, fields }: RecordEntry) {
  const told: { owner: string | null; channel: string | null } = { owner: null, channel: null };
  const allowed = what === "touch" ? (["owner", "channel"] as const) : (["owner"] as const);
  const given = new Set<string>();
  let isSound = true;
  for (const assignment of fields) {
    const word = wordAmong(checker, assignment.name, allowed, "what is told of a delivery");
    if (word !== undefined && given.has(word)) {
      checker.report("told-twice", { what: `\`${word}\``, when: "for this delivery" }, assignment.name.span);
      continue;
    }
    const value = word && (word === "owner" ? personOf(checker, assignment) : channelOf(checker, assignment));
    if (word === undefined || value === undefined) isSound = false;
    else {
      given.add(word);
      told[word] = value;
    }
  }
  return isSound ? told : undefined;
}

function personOf(checker: Checker, { value }: AssignmentSyntax): string | undefined {
  if (!value || (value.kind === "text" && value.value !== "")) return value?.value;
  const actual = value.kind === "text" ? "an empty text" : value.kind === "unknown" ? "`unknown`" : wordsOfValue(value);
  const parameters = { what: "Who did it", expected: "a person's name", actual, example: '"Dana"' };
  checker.report("wrong-value", parameters, value.span);
  return undefined;
}

function channelOf(checker: Checker, { value }: AssignmentSyntax): string | undefined {
  if (!value) return undefined;
  if (value.kind === "name") return wordAmong(checker, value.name, wordsOf("channel"), "a channel");
  const actual = value.kind === "unknown" ? "`unknown`" : wordsOfValue(value);
  const parameters = { what: "The channel of a delivery", expected: "a channel", actual, example: "phone" };
  checker.report("wrong-value", parameters, value.span);
  return undefined;
}
