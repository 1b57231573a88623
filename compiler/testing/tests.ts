/**
 * Tests: checked like everything else, and made into a plan for whoever runs them (docs/language.md, "Tests"). They are
 * looked at last and change nothing in the schedule, nor what is said of it.
 */

import type { File, TestDeclaration, TestItem } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { TestAccount, TestCase, TestGiven, TestPlan } from "../../schedule/tests.ts";
import { type Lines, linesOf } from "../diagnostics/lines.ts";
import { checkKept } from "../kept/kept.ts";
import type { Declared, Placed } from "../model/model.ts";
import type { Checker } from "../program.ts";
import { dateOfDay, dayNumber } from "../values/dates.ts";
import { checkArmsItem } from "./arms.ts";
import { type Days, dateOf } from "./days.ts";
import { type AccountDraft, TestDraft } from "./draft.ts";
import { checkExpectItem, type ExpectationDraft } from "./expectations.ts";
import { checkHistoryItem } from "./histories.ts";
import { checkAccountItem, checkComplete, checkPeopleItem } from "./people-and-fields.ts";
import type { Tested } from "./tested.ts";

/** A longer test is a mistyped year. */
const mostDays = 3653;

/** Accounts are followed from their beginning, but no longer than this before the first day that a test names. */
const daysBefore = 366;

/** Reports what is wrong with tests. The plan holds those that are sound. */
export function checkTests(declared: Declared, tested: Tested): TestPlan {
  const names = new Map<string, Placed<"test">>();
  const linesOfFile = linesOnce();
  const check = (checker: Checker, test: TestDeclaration) => checkTest(checker, test, tested, linesOfFile);
  const also = { as: checkTest, hangingOn: JSON.stringify({ ...tested, rungs: [...tested.rungs] }) };
  const cases = declared.byFile("test").flatMap((together) => checkKept(together, check, also));
  const tests = declared("test").flatMap((placed, index) => {
    const { checker, declaration } = placed;
    const test = cases[index];
    if (declaration.title?.kind !== "text") return [];
    const { value: name, span } = declaration.title;
    const first = names.get(name);
    if (first) {
      const related = [{ message: "the first one", file: first.checker.file.path, span: first.declaration.span }];
      checker.report("test-named-twice", { name }, span, { related });
    } else names.set(name, placed);
    return test ? [test] : [];
  });
  tests.sort((a, b) => compareText(a.place.file, b.place.file) || a.place.line - b.place.line);
  return { format: "playc-tests", version: 1, tests };
}

/** The lines of a file, found once however many tests it has. */
function linesOnce(): (file: File) => Lines {
  const known = new Map<File, Lines>();
  return (file) => {
    const lines = known.get(file) ?? linesOf(file.text);
    known.set(file, lines);
    return lines;
  };
}

function checkTest(
  checker: Checker,
  test: TestDeclaration,
  tested: Tested,
  linesOfFile: (file: File) => Lines,
): TestCase | undefined {
  const { title, items, span } = test;
  const draft = new TestDraft();
  for (const item of only(items, "account")) checkAccountItem(checker, draft, item);
  for (const item of only(items, "people")) checkPeopleItem(checker, draft, item);
  for (const item of only(items, "arms")) checkArmsItem(checker, draft, item, tested);
  for (const item of only(items, "history")) checkHistoryItem(checker, draft, item);
  for (const { name, assigned } of draft.accounts.values()) {
    checkComplete(checker, checker.program.fields.values(), assigned, {
      what: `\`${name.text}\``,
      span: name.span,
      whole: span,
    });
  }
  const expected = only(items, "expect").map((item) => checkExpectItem(checker, draft, item, tested));
  const name = title?.kind === "text" ? title.value : undefined;
  if (name !== undefined && expected.length === 0 && !checker.isBroken(span)) {
    checker.report("expects-nothing", { name }, title!.span);
  }
  const sound = expected.filter((each) => each !== undefined);
  const days = daysOf(checker, draft, test, tested);
  if (!days || name === undefined || sound.length === 0) return undefined;
  for (const each of sound) warnOfEarly(checker, draft, each, days, tested);
  const lines = linesOfFile(checker.file);
  return {
    name,
    place: placeOf(checker, lines, title!.span.start),
    ...days,
    accounts: [...draft.accounts.values()].map(accountOf),
    expectations: sound.map(({ expectation, window, span }) => ({
      ...expectation,
      ...boundedBy(days, window),
      place: placeOf(checker, lines, span.start),
    })),
  };
}

function only<Kind extends TestItem["kind"]>(items: readonly TestItem[], kind: Kind) {
  return items.filter((item): item is Extract<TestItem, { kind: Kind }> => item.kind === kind);
}

function placeOf(checker: Checker, lines: Lines, offset: number) {
  return { file: checker.file.path, line: lines.rangeOf({ start: offset, end: offset }).line };
}

function boundedBy(days: Days, window: ExpectationDraft["window"]): Days {
  return { from: window.from ?? days.from, to: window.to ?? days.to };
}

function accountOf({ name, fields, people, arms, metrics, touches, events }: AccountDraft): TestAccount {
  return { name: name.text, fields: inOrder(fields), people: inOrder(people), arms, metrics, touches, events };
}

function inOrder<Value>(given: readonly TestGiven<Value>[]): TestGiven<Value>[] {
  return [...given].sort((a, b) => compareText(a.name, b.name) || compareText(a.from ?? "", b.from ?? ""));
}

// ---- days ------------------------------------------------------------------------------------------------------

/** Those that `days` says, else all that the test names, from when its accounts begin. */
function daysOf(checker: Checker, draft: TestDraft, { items, title }: TestDeclaration, tested: Tested) {
  const [item, ...more] = only(items, "days");
  for (const { span } of more) checker.report("clause-twice", { what: "This test", clause: "days" }, span);
  const days = item ? writtenDays(checker, item) : namedDays(draft, tested);
  if (!days) return undefined;
  if (dayNumber(days.to) - dayNumber(days.from) >= mostDays) {
    checker.report("too-long", { what: "This test" }, item?.range?.span ?? title?.span ?? { start: 0, end: 0 });
    return undefined;
  }
  for (const { date, span } of draft.dates) {
    if (date < days.from || date > days.to) checker.report("outside-test", { date, ...days }, span);
  }
  return days;
}

function writtenDays(checker: Checker, { range }: Extract<TestItem, { kind: "days" }>): Days | undefined {
  const from = dateOf(checker, range?.from, "The first day of a test");
  const to = dateOf(checker, range?.to, "The last day of a test");
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { from, to };
  checker.report("bad-range", { what: "this test's days", why: "The last day comes before the first." }, range!.span);
  return undefined;
}

function namedDays(draft: TestDraft, { begins }: Tested): Days | undefined {
  const named = draft.dates.map(({ date }) => date).sort();
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const earliest = dateOfDay(dayNumber(first) - daysBefore);
  const beginnings = [...draft.accounts.values()].flatMap((account) => beginningOf(account, begins) ?? []);
  const from = [first, ...beginnings.map((date) => (date < earliest ? earliest : date))].sort()[0]!;
  return { from, to: last };
}

function beginningOf({ fields }: AccountDraft, begins: string | undefined): string | undefined {
  const value = fields.find(({ name }) => name === begins)?.value;
  return typeof value === "string" ? value : undefined;
}

function warnOfEarly(
  checker: Checker,
  draft: TestDraft,
  { expectation: { account }, window, span }: ExpectationDraft,
  days: Days,
  { begins }: Tested,
): void {
  const told = draft.accounts.get(account);
  if (!told || begins === undefined) return;
  const beginning = [beginningOf(told, begins) ?? days.from, ...told.toldDays].sort()[0]!;
  const { to } = boundedBy(days, window);
  if (to < beginning) checker.report("expects-too-early", { account, to, begins: beginning }, span);
}
