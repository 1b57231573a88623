/** Where the accounts of tests are. */
import type { Project } from "../project/types.ts";

/** Accounts of a test are nowhere, unless a field of theirs says otherwise: the project's own zone, or none. */
export function testZone({ timeZone }: Pick<Project, "timeZone">): string {
  if (timeZone?.kind === "name") return timeZone.name;
  return timeZone?.default ?? "UTC";
}
