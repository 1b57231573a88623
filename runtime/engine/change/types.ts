/**
 * A program that takes the place of another one while customers are in the middle of it (docs/language.md section 8, When
 * the program changes): what the engine must be told of the two, and what it finds of each account.
 */
import type { OnChange } from "../../../schedule/on-change.ts";
import type { Path } from "../../../schedule/types.ts";
import type { EpochDay } from "../../histories/types.ts";

export interface ProgramChange {
  /** The program after takes over when this day opens. */
  readonly on: EpochDay;
  /** Which node of the program before is which of the program after, renamed and moved ones included. */
  readonly pairs: readonly { readonly before: Path; readonly after: Path }[];
  /** Declarations and parts of the program after that mean something else than before, beside their names and `on change`. */
  readonly changed: ReadonlySet<Path>;
}

/** What comes next by the calendar alone. `on` is undefined while it waits for the delivery of what it counts from. */
export interface ComingNext {
  readonly path: Path;
  readonly on: EpochDay | undefined;
}

/** Touches that people make, and minutes of them in all, tasks included. */
export interface PeoplesWork {
  readonly touches: number;
  readonly minutes: number;
}

/** What becomes of somebody in the middle; `nothing carries on` says why it is orphaned. */
export type Fate = "continues" | "moves" | "restarts" | "ends" | "orphaned";
export type OrphanReason =
  | "gone"
  | "climbed no more"
  | "out of scope"
  | "no figures"
  | "nothing left"
  | "no customer"
  | "not in the data";

/**
 * One account in one run of a play, on one ladder of a run, or in one cadence, and what becomes of it. Where nothing was left
 * to come on a ladder or in a cadence, it is one only if the program after has something for it: `moves`, from nothing.
 */
export interface Standing {
  readonly kind: "play" | "cadence" | "escalation";
  /** Not both undefined. Before: of a ladder that the run did not climb. */
  readonly name: { readonly before: string | undefined; readonly after: string | undefined };
  readonly fate: Fate;
  readonly why: OrphanReason | undefined;
  /** On a ladder: the play whose run climbs it, as the program after calls it; else as it was called. */
  readonly play: string | undefined;
  /** The first day of the run; the date that the cadence counts from or to. */
  readonly since: EpochDay;
  /** Of the run or series, 1 being the first; days on which a run stood still are not counted. */
  readonly day: number;
  readonly phase: { readonly before: string | undefined; readonly after: string | undefined };
  readonly next: { readonly before: ComingNext | undefined; readonly after: ComingNext | undefined };
  /** At most still to come of a run's phases or of a ladder; undefined of cadences, which mostly have no end. */
  readonly toCome: { readonly before: PeoplesWork; readonly after: PeoplesWork } | undefined;
  /** Demands that were owed and that the change withdrew. */
  readonly withdrawn: number;
}

/** What is done with one that the program after has, too. */
export type Carried = { readonly how: OnChange } | { readonly orphaned: OrphanReason };
