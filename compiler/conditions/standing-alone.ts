/** A bare name as a condition: a flag, or an event that happened in the run. */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax, Name } from "../../grammar/tree.ts";
import type { Condition } from "../../schedule/types.ts";
import { wordsOfField, wordsOfMetric } from "../values/type-words.ts";
import { findValue, reportUnknownValue } from "./names.ts";
import type { ConditionPlace } from "./place.ts";

export function checkBareName(
  syntax: Extract<ConditionSyntax, { kind: "name" }>,
  place: ConditionPlace,
): Condition | undefined {
  const { name } = syntax;
  const text = printCondition(syntax);
  const found = findValue(name, place);
  switch (found?.kind) {
    case "event_field":
      if (found.field.type === "flag") return { node: "event_flag", field: found.field.name, text };
      return reportNoCondition(place, name, wordsOfField(found.field));
    case "field":
      if (found.field.type === "flag") return { node: "flag", field: found.field.name, text };
      return reportNoCondition(place, name, wordsOfField(found.field));
    case "metric":
      return reportNoCondition(place, name, wordsOfMetric(found.metric));
    case "reported":
      return undefined;
  }
  const { program } = place.checker;
  const event = place.event ? undefined : program.symbols.get("event", name.text);
  if (event) {
    place.checker.use(event, name);
    if (place.inRun) return { node: "happened", event: event.name, text };
    place.checker.report("only-in-run", { what: `The event \`${event.name}\` standing alone` }, name.span);
    return undefined;
  }
  const constant = place.event ? undefined : program.symbols.get("let", name.text);
  if (constant) {
    place.checker.use(constant, name);
    return reportNoCondition(place, name, "a let");
  }
  reportUnknownValue(name, place, place.inRun ? ["field", "event"] : ["field"]);
  return undefined;
}

function reportNoCondition(place: ConditionPlace, name: Name, actual: string): undefined {
  place.checker.report("not-a-condition", { name: name.text, actual }, name.span);
}
