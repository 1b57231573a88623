/** The days an expectation speaks of. */
import type { ExpectedPart, ExpectedSyntax } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";
import { dateOfDay, dayNumber } from "../values/dates.ts";
import { dateOf } from "./days.ts";
import type { TestDraft } from "./draft.ts";

/** Both ends included; an absent end is the test's own. */
export interface Window {
  from?: string;
  to?: string;
}

/** What all parts say of the days together; undefined when something was reported. */
export function rangeOfParts(
  checker: Checker,
  draft: TestDraft,
  { parts, span }: Extract<ExpectedSyntax, { kind: "occurrence" }>,
): Window | undefined {
  // A second one of a kind has been reported.
  const once = parts.filter((part, index) => parts.findIndex(({ kind }) => kind === part.kind) === index);
  const windows = once.flatMap((part) => (isDated(part) ? [windowOf(checker, draft, part)] : []));
  if (!windows.every((window) => window !== undefined)) return undefined;
  const from = windows
    .flatMap((window) => window.from ?? [])
    .sort()
    .at(-1);
  const to = windows.flatMap((window) => window.to ?? []).sort()[0];
  if (from !== undefined && to !== undefined && from > to) {
    const parameters = { what: "the days of this expectation", why: "No day lies in it." };
    checker.report("bad-range", parameters, span);
    return undefined;
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

type DatedPart = Exclude<ExpectedPart, { name: unknown }>;

function isDated(part: ExpectedPart): part is DatedPart {
  return !("name" in part);
}

function windowOf(checker: Checker, draft: TestDraft, part: DatedPart): Window | undefined {
  const what = "A day of an expectation";
  const named = (date: string) => {
    draft.dates.push({ date, span: part.span });
    return date;
  };
  if (part.kind === "from_to") {
    const from = dateOf(checker, part.from, what);
    const to = dateOf(checker, part.to, what);
    return from === undefined || to === undefined ? undefined : { from: named(from), to: named(to) };
  }
  const day = dateOf(checker, part.day, what);
  if (day === undefined) return undefined;
  switch (part.kind) {
    case "on":
      return { from: named(day), to: day };
    case "by":
      return { to: named(day) };
    case "before":
      return { to: named(dateOfDay(dayNumber(day) - 1)) };
    case "after":
      return { from: named(dateOfDay(dayNumber(day) + 1)) };
  }
}
