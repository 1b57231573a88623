/** `arr in top 20%`: how a customer ranks among all, by a field, at the last review (docs/language.md, section 3). */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax } from "../../grammar/tree.ts";
import type { Condition } from "../../schedule/types.ts";
import { shareOf } from "../values/quantities.ts";
import { findValue, reportUnknownValue } from "./names.ts";
import type { ConditionPlace } from "./place.ts";

const quantities: ReadonlySet<string> = new Set(["money", "count", "ratio", "points"]);

export function checkRanked(
  syntax: Extract<ConditionSyntax, { kind: "ranked" }>,
  place: ConditionPlace,
): Condition | undefined {
  const { checker } = place;
  if (!place.inSegments && !place.inModels) {
    checker.report("rank-not-here", { text: printCondition(syntax) }, syntax.span);
    return undefined;
  }
  if (!checker.program.hasReviews) {
    checker.report("no-reviews", { text: printCondition(syntax) }, syntax.span);
    return undefined;
  }
  const share = shareOf(checker, syntax.share, "The share of the customers");
  const found = findValue(syntax.subject, place);
  if (!found) reportUnknownValue(syntax.subject, place, ["field"]);
  if (!found || found.kind === "reported") return undefined;
  if (found.kind !== "field" || !quantities.has(found.field.type)) {
    checker.report("cannot-rank", { name: syntax.subject.text }, syntax.subject.span);
    return undefined;
  }
  if (share === 0)
    checker.report("must-be-positive", { what: "The share of the customers", least: "1%" }, syntax.share!.span);
  if (!share) return undefined;
  return { node: "ranked", field: found.field.name, side: syntax.side, share, text: printCondition(syntax) };
}
