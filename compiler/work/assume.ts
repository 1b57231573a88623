/** `assume`: which share of deliveries an event answers, where no history can tell. */
import { printValue } from "../../grammar/print.ts";
import type { AssumeDeclaration, AssumptionSyntax } from "../../grammar/tree-assumptions.ts";
import { contradictions } from "../../schedule/assumptions.ts";
import type { AnsweredTouches, Assumption } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { literalOf, shareOf } from "../values/quantities.ts";
import { checkScope } from "./scope.ts";
import { wordOf } from "./words.ts";

/** In the order written. */
export function checkAssume(checker: Checker, declaration: AssumeDeclaration): Assumption[] {
  checker.record("assume", declaration.span);
  const places = new Map<Assumption, AssumptionSyntax["span"]>();
  for (const [index, syntax] of declaration.lines.entries()) {
    const assumption = checkAssumption(checker, syntax, `assume/line/${index + 1}`);
    if (assumption) places.set(assumption, syntax.span);
  }
  const assumptions = [...places.keys()];
  for (const { line, first } of contradictions(assumptions)) {
    const related = [{ message: "the first one", file: checker.file.path, span: places.get(first)! }];
    checker.report("assumed-twice", { text: line.text, first: first.text }, places.get(line)!, { related });
  }
  return assumptions;
}

function checkAssumption(checker: Checker, syntax: AssumptionSyntax, path: string): Assumption | undefined {
  checker.record(path, syntax.span);
  const of = touchesOf(checker, syntax);
  const event = eventOf(checker, syntax);
  const share = shareOf(checker, syntax.share, "The share of answers");
  const use = { what: "The time for an answer", clocks: ["elapsed", "calendar", "business"] as const };
  const within = durationOf(checker, syntax.within, use);
  const { segments, models } = checkScope(checker, { segments: syntax.whom }, "assume");
  const whom = [...(segments ?? []), ...(models ?? [])];
  if (!of || event === undefined || share === undefined) return undefined;
  if (whom.length < new Set(syntax.whom.map(({ text }) => text)).size || (syntax.within && !within)) return undefined;
  const figure = (value: AssumptionSyntax["share"]) => printValue(value && literalOf(checker, value));
  const text = [
    of.kind === "touch" ? `touch ${of.touch}` : of.kind === "channel" ? of.channel : "touches",
    event,
    figure(syntax.share),
    ...(within ? ["within", figure(syntax.within)] : []),
    ...(whom.length > 0 ? ["for", whom.join(", ")] : []),
  ].join(" ");
  return compact<Assumption>({ path, of, event, share, within, segments, models, text, doc: syntax.doc });
}

function touchesOf(checker: Checker, { of, name }: AssumptionSyntax): AnsweredTouches | undefined {
  if (of === "touches") return { kind: "touches" };
  if (of === "touch") {
    const touch = checker.resolve("touch", name)?.name;
    return touch === undefined ? undefined : { kind: "touch", touch };
  }
  const channel = wordOf(checker, name, "channel");
  return channel === undefined ? undefined : { kind: "channel", channel };
}

/** What happens to all customers at once answers nobody's touch. */
function eventOf(checker: Checker, { event: name }: AssumptionSyntax): string | undefined {
  const event = checker.resolve("event", name)?.name;
  if (event === undefined || !checker.program.events.get(event)?.forAll) return event;
  checker.report("assumed-for-all", { event }, name!.span);
  return undefined;
}
