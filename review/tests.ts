/** Whether two programs test the same. */
import { canonicalJson } from "../schedule/digest.ts";
import type { TestPlan } from "../schedule/tests.ts";
import { without } from "./diff/rule.ts";

/** Wherever the tests stand, and in whatever order. */
export function isSamePlan(one: TestPlan, other: TestPlan): boolean {
  const said = ({ tests }: TestPlan) => tests.map((test) => canonicalJson(without(test, "place"))).sort();
  return canonicalJson(said(one)) === canonicalJson(said(other));
}
