/** What a test expects: that something happens, does not happen, or is so on a day. */
import { printCondition } from "../../grammar/print.ts";
import type { ExpectedPart, ExpectedSyntax, ExpectedThing, Name, Span, TestItem } from "../../grammar/tree.ts";
import { demandOutcomes, type Expectation, type HowOften, runStates } from "../../schedule/tests.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { SymbolKind } from "../names/symbols.ts";
import type { Checker } from "../program.ts";
import { wholeNumberOf } from "../values/quantities.ts";
import { dateOf } from "./days.ts";
import type { TestDraft } from "./draft.ts";
import { accountOf } from "./people-and-fields.ts";
import { checkPoints } from "./points.ts";
import { checkInside, checkStageMove } from "./stages.ts";
import type { Tested } from "./tested.ts";
import { rangeOfParts, type Window } from "./window.ts";
import { expectationText, wordAmong } from "./words.ts";

type Occurrence = Extract<ExpectedSyntax, { kind: "occurrence" }>;
type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** An expectation whose days are still to be bounded by those of the test. */
export interface ExpectationDraft {
  span: Span;
  window: Window;
  expectation: DistributiveOmit<Expectation, "from" | "to" | "place">;
}

/** What is asked for, without its text and account. */
type Asked = DistributiveOmit<Expectation, "from" | "to" | "place" | "text" | "account">;

export function checkExpectItem(
  checker: Checker,
  draft: TestDraft,
  { expected, span }: Extract<TestItem, { kind: "expect" }>,
  tested: Tested,
): ExpectationDraft | undefined {
  switch (expected?.kind) {
    case undefined:
      return undefined;
    case "state":
      return checkState(checker, draft, expected, span);
    case "inside":
      return checkSnapshot(checker, draft, expected, span, () => checkInside(checker, tested, expected));
    case "points":
      return checkSnapshot(checker, draft, expected, span, () => checkPoints(checker, expected));
    case "occurrence":
      return checkOccurrence(checker, draft, expected, span, tested);
  }
}

// ---- states ----------------------------------------------------------------------------------------------------

function checkState(
  checker: Checker,
  draft: TestDraft,
  expected: Extract<ExpectedSyntax, { kind: "state" }>,
  span: Span,
): ExpectationDraft | undefined {
  const date = dateOf(checker, expected.at, "The day on which it is expected");
  if (date !== undefined && expected.at) draft.dates.push({ date, span: expected.at.span });
  const subject = subjectOf(checker, draft, expected);
  const condition = subject && checkCondition(subject.condition, { checker });
  if (!condition || date === undefined) return undefined;
  const text = expectationText(expected);
  return {
    span,
    window: { from: date, to: date },
    expectation: { text, account: subject.account.text, kind: "state", condition },
  };
}

/** `acme is enterprise` asks for the segment of `acme`, or for its touch model: the two share their names. */
function subjectOf(
  checker: Checker,
  draft: TestDraft,
  { condition, account: name, span }: Extract<ExpectedSyntax, { kind: "state" }>,
) {
  if (!condition) return undefined;
  if (name) {
    const account = accountOf(checker, draft, name);
    return account && { account: account.name, condition };
  }
  if (condition.kind !== "is") {
    const parameters = {
      what: `\`${printCondition(condition)}\``,
      clause: "for",
      reason: "A test may have several accounts, and a condition is asked of one.",
      example: "expect health < 60 for acme at 2026-03-20",
    };
    if (!checker.isBroken(span)) checker.report("missing-clause", parameters, condition.span);
    return undefined;
  }
  const account = accountOf(checker, draft, condition.subject);
  const isModel = condition.values.some(({ text }) => checker.program.symbols.get("model", text));
  const subject = { text: isModel ? "model" : "segment", span: condition.subject.span };
  return account && { account: account.name, condition: { ...condition, subject } };
}

/** What is asked of an account at the close of a day without a condition. */
function checkSnapshot(
  checker: Checker,
  draft: TestDraft,
  expected: Extract<ExpectedSyntax, { kind: "inside" | "points" }>,
  span: Span,
  check: () => Asked | undefined,
): ExpectationDraft | undefined {
  const date = dateOf(checker, expected.at, "The day on which it is expected");
  if (date !== undefined && expected.at) draft.dates.push({ date, span: expected.at.span });
  const account = accountOf(checker, draft, expected.account);
  const asked = check();
  if (!account || !asked || date === undefined) return undefined;
  const told = { text: expectationText(expected), account: account.name.text };
  return { span, window: { from: date, to: date }, expectation: { ...told, ...asked } };
}

// ---- occurrences -----------------------------------------------------------------------------------------------

function checkOccurrence(
  checker: Checker,
  draft: TestDraft,
  expected: Occurrence,
  span: Span,
  tested: Tested,
): ExpectationDraft | undefined {
  const account = accountOf(checker, draft, expected.account);
  checkParts(checker, expected);
  const window = rangeOfParts(checker, draft, expected);
  const often = howOften(checker, expected.count);
  const asked = often && askedOf(checker, expected, often, tested);
  if (!account || !asked || !window) return undefined;
  const text = expectationText(expected);
  return {
    span,
    window,
    expectation: { text, account: account.name.text, ...asked } as ExpectationDraft["expectation"],
  };
}

function howOften(checker: Checker, { word, number }: Occurrence["count"]): HowOften | undefined {
  if (word === "some") return { least: 1, most: null };
  if (word === "no") return { least: 0, most: 0 };
  const count = wholeNumberOf(checker, number, "How often it is expected", 0);
  if (count === undefined) return undefined;
  if (word === "at_most") return { least: 0, most: count };
  return word === "at_least" ? { least: count, most: null } : { least: count, most: count };
}

function askedOf(checker: Checker, expected: Occurrence, often: HowOften, tested: Tested): Asked | undefined {
  const { thing, name } = expected;
  switch (thing) {
    case "trigger": {
      const trigger = namedOf(checker, "trigger", expected);
      return trigger === undefined ? undefined : { kind: "trigger", trigger, ...often };
    }
    case "play": {
      const play = namedOf(checker, "play", expected);
      const word = partOf(expected, "outcome");
      const state = word ? wordAmong(checker, word, runStates, "what becomes of a play") : "started";
      return play === undefined || !state ? undefined : { kind: "run", play, state, ...often };
    }
    case "rung": {
      const path = rungOf(checker, expected, tested);
      const word = partOf(expected, "outcome");
      const skipped = word ? wordAmong(checker, word, ["skipped"], "what becomes of a rung") : "";
      return path === undefined || skipped === undefined
        ? undefined
        : { kind: "rung", path, skipped: skipped !== "", ...often };
    }
    case "stage": {
      const { track } = expected;
      const parts = {
        outcome: partOf(expected, "outcome"),
        source: partOf(expected, "source"),
        target: partOf(expected, "target"),
        rule: partOf(expected, "rule"),
      };
      const move = checkStageMove(checker, tested, { name, track, ...parts });
      return move && { ...move, ...often };
    }
    default: {
      const symbol = name && checker.resolve(kinds[thing], name);
      const word = partOf(expected, "outcome");
      const outcome = word ? wordAmong(checker, word, demandOutcomes, "what becomes of a demand") : "done";
      const sources = sourcesOf(checker, partOf(expected, "source"));
      const rule = ruleOf(checker, partOf(expected, "rule"));
      if ((name && !symbol) || !outcome || sources === undefined || rule === undefined) return undefined;
      return {
        kind: "demand",
        demand: thing,
        name: symbol?.name ?? null,
        sources,
        outcome,
        rule,
        ...often,
      };
    }
  }
}

const kinds = {
  touch: "touch",
  task: "task",
  alert: "role",
  start: "play",
  handoff: "role",
} as const satisfies Partial<Record<ExpectedThing, SymbolKind>>;

/** The name of a declaration that must be named. */
function namedOf(checker: Checker, kind: "trigger" | "play", { name, span }: Occurrence): string | undefined {
  if (name) return checker.resolve(kind, name)?.name;
  const parameters = {
    what: "This expectation",
    clause: kind,
    reason: `Which ${kind} is expected must be told by its name.`,
    example: kind === "play" ? "expect play at_risk for acme" : "expect trigger login_drop for acme",
  };
  if (!checker.isBroken(span)) checker.report("missing-clause", parameters, span);
  return undefined;
}

function rungOf(checker: Checker, { name, rung }: Occurrence, tested: Tested): string | undefined {
  const escalation = checker.resolve("escalation", name)?.name;
  const number = wholeNumberOf(checker, rung, "The number of a rung", 1);
  if (escalation === undefined || number === undefined) return undefined;
  const count = tested.rungs.get(escalation);
  if (count !== undefined && number > count) {
    checker.report("no-such-rung", { escalation, rung: String(number), rungs: count }, rung!.span);
    return undefined;
  }
  return `escalation ${escalation}/rung/${number}`;
}

function partOf(expected: Occurrence, kind: "outcome" | "source" | "target" | "rule"): Name | undefined {
  const part = expected.parts.find((each) => each.kind === kind);
  return part && "name" in part ? part.name : undefined;
}

/** Paths of everything of that name that asks for work; null when nothing is named, undefined when it was reported. */
function sourcesOf(checker: Checker, name: Name | undefined): string[] | null | undefined {
  if (!name) return null;
  const { symbols } = checker.program;
  const asking = ["trigger", "cadence", "play"] as const;
  const found = asking.flatMap((kind) => symbols.get(kind, name.text) ?? []);
  for (const symbol of found) checker.use(symbol, name);
  if (found.length > 0) return found.map((symbol) => `${symbol.kind} ${symbol.name}`);
  checker.reportUnknown(asking, name);
  return undefined;
}

const policyRules = ["limit", "quiet", "consent"];

function ruleOf(checker: Checker, name: Name | undefined): string | null | undefined {
  if (!name) return null;
  if (policyRules.includes(name.text)) return `policy/${name.text}/`;
  const play = checker.program.symbols.get("play", name.text);
  if (play) {
    checker.use(play, name);
    return `play ${name.text}/`;
  }
  const allowed = [...policyRules, ...checker.program.symbols.names("play")];
  return wordAmong(checker, name, allowed, "what holds something back") && undefined;
}

// ---- which parts go together -----------------------------------------------------------------------------------

const heldBack: readonly string[] = ["dropped", "deferred", "held"];

/** Why a part cannot stand behind what is asked for, as a way out; undefined where it can. */
function refusalOf({ thing }: Occurrence, part: ExpectedPart, outcome: string): string | undefined {
  const isDemand = thing in kinds;
  switch (part.kind) {
    case "outcome":
      return thing === "trigger"
        ? "A trigger fires or does not. Expect what it asks for instead: `expect touch check_in for acme dropped`."
        : undefined;
    case "source":
      if (thing === "stage" && outcome === "left") return "Write `to` and the stage that follows.";
      return isDemand || thing === "stage"
        ? undefined
        : "Take it away: it tells touches, tasks, alerts and starts apart by who asked for them.";
    case "target":
      if (thing !== "stage") return "Take it away: only a stage is left `to` another.";
      return outcome === "left"
        ? undefined
        : "Write `from` and the stage before, or `left to` and the one that follows.";
    case "rule":
      if (thing === "stage" || (isDemand && heldBack.includes(outcome))) return undefined;
      return "Write `dropped by`, `deferred by` or `held by`, of a touch; a date stands behind `by` as 2026-03-17.";
    default:
      return undefined;
  }
}

function checkParts(checker: Checker, expected: Occurrence): void {
  const seen = new Set<ExpectedPart["kind"]>();
  const outcome = partOf(expected, "outcome")?.text ?? "";
  for (const part of expected.parts) {
    const hint = refusalOf(expected, part, outcome);
    if (seen.has(part.kind)) {
      checker.report("clause-twice", { what: "This expectation", clause: partText(part) }, part.span);
    } else if (hint !== undefined) {
      checker.report("not-expected-of", { part: partText(part), thing: thingText(expected), hint }, part.span);
    }
    seen.add(part.kind);
  }
}

function partText(part: ExpectedPart): string {
  if (part.kind === "source") return `from ${part.name.text}`;
  if (part.kind === "target") return `to ${part.name.text}`;
  if (part.kind === "rule") return `by ${part.name.text}`;
  return part.kind === "outcome" ? part.name.text : part.kind.replace("_", " ... ");
}

function thingText({ thing, parts }: Occurrence): string {
  const outcome = parts.find(({ kind }) => kind === "outcome");
  const words = thing === "alert" ? "an alert" : `a ${thing}`;
  return outcome && "name" in outcome && thing !== "trigger" ? `${words} that is ${outcome.name.text}` : words;
}
