/** An expectation as a person would write it, in one line: what a report of a test says. */
import { printCondition, printValue } from "../../grammar/print.ts";
import type { ExpectedPart, ExpectedSyntax } from "../../grammar/tree.ts";

const counts = { some: "", no: "no", exactly: "", at_most: "at most", at_least: "at least" } as const;

export function expectationText(expected: ExpectedSyntax): string {
  if (expected.kind === "state") {
    const { condition, account, at } = expected;
    return joined(printCondition(condition), account && `for ${account.text}`, `at ${printValue(at)}`);
  }
  const { count, thing, name, rung, account, parts } = expected;
  const several = count.number !== undefined && name === undefined && thing !== "rung";
  return joined(
    counts[count.word],
    count.number && printValue(count.number),
    several ? (plural[thing] ?? thing) : thing,
    rung && `${printValue(rung)} of`,
    name?.text,
    `for ${account?.text}`,
    ...parts.map(partText),
  );
}

const plural: Readonly<Record<string, string>> = { touch: "touches", task: "tasks", alert: "alerts" };

function partText(part: ExpectedPart): string {
  switch (part.kind) {
    case "outcome":
      return part.name.text;
    case "source":
      return `from ${part.name.text}`;
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
