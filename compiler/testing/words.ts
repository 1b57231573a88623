/** An expectation as a person would write it, in one line: what a report of a test says. */
import { printCondition, printValue } from "../../grammar/print.ts";
import type { ExpectedPart, ExpectedSyntax, Literal, Name } from "../../grammar/tree.ts";
import { nearest } from "../diagnostics/suggest.ts";
import type { Checker } from "../program.ts";

const counts = { some: "", no: "no", exactly: "", at_most: "at most", at_least: "at least" } as const;

export function expectationText(expected: ExpectedSyntax): string {
  switch (expected.kind) {
    case "state": {
      const { condition, account, at } = expected;
      return joined(printCondition(condition), account && `for ${account.text}`, `at ${printValue(at)}`);
    }
    case "inside": {
      const { account, not, stage, track, at } = expected;
      return joined(account?.text, not ? "is not in" : "is in", stage?.text, trackText(track), `at ${printValue(at)}`);
    }
    case "points": {
      const { score, range, account, at } = expected;
      const [from, to] = [printValue(range?.from), printValue(range?.to)];
      return `${score.text} is ${from === to ? from : `${from}..${to}`} for ${account?.text} at ${printValue(at)}`;
    }
    case "occurrence":
      return occurrenceText(expected);
  }
}

function occurrenceText(expected: Extract<ExpectedSyntax, { kind: "occurrence" }>): string {
  const { count, thing, name, rung, track, account, parts } = expected;
  const several = count.number !== undefined && name === undefined && thing !== "rung";
  return joined(
    counts[count.word],
    count.number && printValue(count.number),
    several ? (plural[thing] ?? thing) : thing,
    rung && `${printValue(rung)} of`,
    name?.text,
    trackText(track),
    `for ${account?.text}`,
    ...parts.map(partText),
  );
}

function trackText(track: Literal | undefined): string | undefined {
  return track && `of ${printValue(track)}`;
}

const plural: Readonly<Record<string, string>> = { touch: "touches", task: "tasks", alert: "alerts" };

function partText(part: ExpectedPart): string {
  switch (part.kind) {
    case "outcome":
      return part.name.text;
    case "source":
      return `from ${part.name.text}`;
    case "target":
      return `to ${part.name.text}`;
    case "rule":
      return `by ${part.name.text}`;
    case "from_to":
      return `from ${printValue(part.from)} to ${printValue(part.to)}`;
    default:
      return `${part.kind} ${printValue(part.day)}`;
  }
}

function joined(...words: (string | undefined)[]): string {
  return words.filter(Boolean).join(" ");
}

/** The word, one of those allowed; undefined when it is another, which was reported. */
export function wordAmong<Word extends string>(
  checker: Checker,
  word: Name,
  allowed: readonly Word[],
  what: string,
): Word | undefined {
  const found = allowed.find((each) => each === word.text);
  if (found !== undefined) return found;
  const suggestion = nearest(word.text, allowed);
  checker.report("unknown-word", { what: `word for ${what}`, word: word.text, allowed, suggestion }, word.span, {
    suggestion,
  });
  return undefined;
}
