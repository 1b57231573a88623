/** What a name in a condition stands for: a field, a metric, or inside a filter a field of the event. */
import type { Name } from "../../grammar/tree.ts";
import type { Field, Metric } from "../../schedule/types.ts";
import { likely } from "../diagnostics/suggest.ts";
import type { SymbolKind } from "../names/symbols.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";

export type NamedValue =
  | { kind: "field"; field: Field }
  | { kind: "event_field"; field: Field }
  | { kind: "metric"; metric: Metric }
  /** The name is known, and what is wrong with it was reported. */
  | { kind: "reported" };

/** Undefined when no field and no metric has the name; nothing is reported then. */
export function findValue(name: Name, place: ConditionPlace): NamedValue | undefined {
  const { program } = place.checker;
  if (place.event) {
    const field = place.event.fields.find((each) => each.name === name.text);
    if (field) {
      place.checker.useMember("event", place.event.name, name);
      return { kind: "event_field", field };
    }
  }
  const symbol = program.symbols.get("field", name.text) ?? program.symbols.get("metric", name.text);
  if (!symbol) return undefined;
  place.checker.use(symbol, name);
  if (!mayReadAccount(place, `the ${symbol.kind} \`${name.text}\``, name.span)) return { kind: "reported" };
  if (symbol.kind === "metric") {
    const metric = program.metrics.get(name.text);
    return metric ? { kind: "metric", metric } : { kind: "reported" };
  }
  const field = program.fields.get(name.text);
  if (!field) return { kind: "reported" };
  if (field.name === program.endsField && !place.inLose) {
    place.checker.report("reads-end", { field: field.name }, name.span);
    return { kind: "reported" };
  }
  return { kind: "field", field };
}

/** Reports a name that is none of the kinds; inside a filter, that it is no field of the event. */
export function reportUnknownValue(name: Name, place: ConditionPlace, kinds: readonly SymbolKind[]): void {
  const { checker, event } = place;
  if (!event) {
    checker.reportUnknown(kinds, name);
    return;
  }
  if (checker.program.brokenWords.has(name.text)) return;
  const found = likely(
    name.text,
    event.fields.map((field) => field.name),
  );
  const parameters = { kind: `field of \`${event.name}\``, name: name.text, suggestion: found.suggestion };
  checker.report("unknown-name", parameters, name.span, found);
}
