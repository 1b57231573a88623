/** Policies for the calendar's tests: only hours and holidays matter to it. */

import type { Policy } from "../../schedule/types.ts";

type Hours = Omit<NonNullable<Policy["hours"]>, "path">;

/** A policy that names these hours (minutes after midnight) and holidays (`YYYY-MM-DD`), and nothing else. */
export function policyOf(hours: Hours | undefined, holidays: readonly string[] = []): Policy {
  const rest = { holidays: [...holidays].sort(), limits: [], quiets: [], consents: [] };
  return hours === undefined ? rest : { hours: { path: "policy/hours", ...hours }, ...rest };
}
