/** From what a run left back to the text: where its sources are written, and whether it is of this very program. */
import type { Analysis } from "./analysis.ts";
import type { Place } from "./places.ts";

export type Origins = (path: string) => Place | undefined;

/** Finds where a path of the schedule or the ledger is written (`trigger login_drop`), or what is around it. */
export function originsOf({ examination }: Analysis): Origins {
  const places = new Map(examination.program.places);
  return (path) => {
    for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
      const found = places.get(at);
      if (found) return { path: found.file.path, span: found.span };
    }
    return undefined;
  };
}

/** The digest of the program's schedule, as a run's summary has it; undefined while there is a mistake in it. */
export function digestOf({ examination }: Analysis): string | undefined {
  return examination.emit?.().digest;
}
