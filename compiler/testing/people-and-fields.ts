/** What a test says its accounts are: the values of their fields, and who holds which role. */
import type { AssignmentSyntax, Name, Span, TestItem } from "../../grammar/tree.ts";
import { zoneMistake } from "../../project/zones.ts";
import type { Field, Literal } from "../../schedule/types.ts";
import { checkFieldValue } from "../model/fields.ts";
import type { Checker } from "../program.ts";
import { problemOfDate } from "../values/dates.ts";
import { literalOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";
import { dateOf } from "./days.ts";
import type { AccountDraft, TestDraft } from "./draft.ts";

type Item = Extract<TestItem, { kind: "account" | "people" }>;

/** `account acme [from DATE] { ... }` */
export function checkAccountItem(checker: Checker, draft: TestDraft, item: Item): void {
  const { account: name } = item;
  if (!name) return;
  const account = draft.accounts.get(name.text) ?? newAccount(name);
  draft.accounts.set(name.text, account);
  const from = fromOf(checker, draft, item);
  for (const assignment of item.values) {
    const symbol = checker.resolve("field", assignment.name);
    const field = symbol && accountField(checker, symbol.name);
    if (!field || !tellOnce(checker, account.given, `field ${field.name}`, assignment.name, from)) continue;
    const value = givenValueOf(checker, assignment, field);
    if (value !== null) account.assigned.add(field.name);
    if (value !== undefined) account.fields.push({ name: field.name, from, value });
  }
}

/** Only fields of the account: events have fields of their own. */
function accountField(checker: Checker, name: string): Field | undefined {
  return checker.program.fields.get(name);
}

function newAccount(name: Name): AccountDraft {
  const told = { fields: [], people: [], arms: [], metrics: [], touches: [], events: [] };
  return { name, ...told, given: new Set(), toldStretches: new Map(), assigned: new Set(), toldDays: [] };
}

/** `people acme [from DATE] { csm "Dana" sponsor nobody }` */
export function checkPeopleItem(checker: Checker, draft: TestDraft, item: Item): void {
  const account = accountOf(checker, draft, item.account);
  const from = fromOf(checker, draft, item);
  for (const assignment of item.values) {
    const symbol = checker.resolve(["role", "contact"], assignment.name);
    const person = personOf(checker, assignment);
    if (!account || !symbol || person === undefined) continue;
    if (!tellOnce(checker, account.given, `person ${symbol.name}`, assignment.name, from)) continue;
    account.people.push({ name: symbol.name, from, value: person });
  }
}

/** The account of the test that a name stands for; reported when there is none. */
export function accountOf(checker: Checker, draft: TestDraft, name: Name | undefined): AccountDraft | undefined {
  if (!name) return undefined;
  const account = draft.accounts.get(name.text);
  if (account) return account;
  draft.reportNoAccount(checker, name);
  return undefined;
}

function fromOf(checker: Checker, draft: TestDraft, { from }: Item): string | null {
  const date = dateOf(checker, from, "The day from which it holds");
  if (date === undefined || !from) return null;
  draft.dates.push({ date, span: from.span });
  return date;
}

function tellOnce(checker: Checker, given: Set<string>, key: string, name: Name, from: string | null): boolean {
  const dated = `${key} ${from ?? ""}`;
  if (!given.has(dated)) {
    given.add(dated);
    return true;
  }
  const when = from === null ? "from the beginning" : `from ${from}`;
  checker.report("told-twice", { what: `\`${name.text}\``, when }, name.span);
  return false;
}

function personOf(checker: Checker, { name, value }: AssignmentSyntax): string | null | undefined {
  if (!value) return undefined;
  if (value.kind === "unknown" || (value.kind === "name" && value.name.text === "nobody")) return null;
  if (value.kind === "text" && value.value !== "") return value.value;
  const what = `Who is \`${name.text}\``;
  const actual = value.kind === "text" ? "an empty text" : wordsOfValue(value);
  const expected = "a person's name, or `nobody`";
  checker.report("wrong-value", { what, expected, actual, example: '"Dana"' }, value.span);
  return undefined;
}

/** A field's value in base units, null for `unknown`; undefined when it was reported. */
export function givenValueOf(
  checker: Checker,
  { value, name }: AssignmentSyntax,
  field: Field,
): Literal | null | undefined {
  if (!value) return undefined;
  if (value.kind === "unknown") return null;
  const what = `The value of \`${name.text}\``;
  if (field.type === "instant") return instantOf(checker, literalOf(checker, value), what);
  const checked = checkFieldValue(checker, value, { ...field, what });
  if (field.type !== "zone" || typeof checked !== "string" || zoneMistake(checked) === undefined) return checked;
  reportValue(checker, what, "the name of a time zone", "another text", "Europe/London", value.span);
  return undefined;
}

/** An instant is written as a text, in the account's local time. */
function instantOf(checker: Checker, literal: ReturnType<typeof literalOf>, what: string): string | undefined {
  if (!literal) return undefined;
  const [, date, clock] = (literal.kind === "text" && /^(\S{10})[T ](\d\d:\d\d)$/.exec(literal.value)) || [];
  const isClock = clock !== undefined && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(clock);
  if (date !== undefined && isClock && problemOfDate(date) === undefined) return `${date}T${clock}`;
  reportValue(checker, what, "an instant", wordsOfValue(literal), '"2026-03-10 14:30"', literal.span);
  return undefined;
}

function reportValue(checker: Checker, what: string, expected: string, actual: string, example: string, span: Span) {
  checker.report("wrong-value", { what, expected, actual, example }, span);
}

/** Reports fields of a record that must have a value and were given none. */
export function checkComplete(
  checker: Checker,
  fields: Iterable<Field>,
  given: ReadonlySet<string>,
  place: { what: string; span: Span; whole: Span },
): void {
  const missing = [...fields].filter(
    (field) => !field.optional && field.default === undefined && !given.has(field.name),
  );
  // What could not be read may have been given.
  if (missing.length === 0 || checker.isBroken(place.whole)) return;
  checker.report("fields-not-given", { what: place.what, fields: missing.map(({ name }) => name) }, place.span);
}
