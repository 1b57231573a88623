/**
 * Customers in the middle of a play, cadence or escalation on the day on which a program is changed: where each stands, and
 * what becomes of it (docs/language.md section 8, When the program changes). The contract between whoever finds it out and
 * whoever shows it; as JSON it is part of `review/diff.schema.json`.
 */
import type { DayText } from "../../runtime/summary/types.ts";
import type { Path } from "../../schedule/types.ts";
import type { Figure } from "../compare/types.ts";
import type { Both } from "../types.ts";

/**
 * `continues`: the same comes next, on the same day. `moves`: it goes on, and what comes next is something else, comes on
 * another day or says something else; also where a ladder or cadence had nothing left to come, and now has. `restarts`, `ends`: as `on change` says. `orphaned`: nothing in the program after
 * carries it on.
 */
export const fates = ["continues", "moves", "restarts", "ends", "orphaned"] as const;
export type Fate = (typeof fates)[number];

/**
 * Why nothing carries on. `gone`: the declaration is. `climbed no more`: no play that both programs have names the
 * escalation any more. `out of scope`: the cadence is for it no longer. `no figures`: the play's times say nothing of its
 * segment. `nothing left`: what was still to come is gone, and nothing has come in its place. `no customer`: by the
 * program after its life has not begun, or is over. `not in the data`: the program after does not read the account.
 */
export const orphanReasons = [
  "gone",
  "climbed no more",
  "out of scope",
  "no figures",
  "nothing left",
  "no customer",
  "not in the data",
] as const;
export type OrphanReason = (typeof orphanReasons)[number];

/** What comes next by the calendar alone: whether its conditions hold then, nobody knows yet. */
export interface Coming {
  readonly path: Path;
  /** In the words of its own program: `every 1 week touch check_in`. */
  readonly text: string;
  /** Null: it waits for the delivery of what it counts from. */
  readonly on: DayText | null;
}

/** One account in one run of a play, on one ladder of a run, or in one cadence. */
export interface AccountInFlight {
  readonly account: string;
  readonly fate: Fate;
  /** Of `orphaned` alone. */
  readonly why: OrphanReason | null;
  /** On an escalation: the play whose run climbs it, as the program after calls it. */
  readonly play: string | null;
  /** The day the run began, or the date that the cadence counts from or to. */
  readonly since: DayText;
  /** Which day of the run or series it is, 1 being the first, without days on which it stood still; before the date of a cadence that counts to one, 0 or less. */
  readonly day: number;
  /** The phase the run stands in; null between phases, and of what has none. */
  readonly phase: Both<string>;
  /** Before: null where nothing was left to come. After: null where nothing is, also for what ends and is orphaned. */
  readonly next: Both<Coming>;
  /** Demands that it owed and that the change withdraws. */
  readonly withdrawn: number;
}

export interface DeclarationInFlight {
  readonly kind: "play" | "cadence" | "escalation";
  /** Before: null for a ladder that runs climb only after the change. */
  readonly name: Both<string>;
  /** What the program after says; null where it does not have the declaration. */
  readonly onChange: "continue" | "restart" | "end" | null;
  /** Of all that stand in it, by what becomes of them; their sum is how many stand in it. */
  readonly counts: Readonly<Record<Fate, number>>;
  /**
   * What the program before and the one after may still ask people for in all that stand in it: the steps of phases up to the
   * end of each run, or the rungs left of each ladder, by the calendar alone. At most, since runs are won and rungs have
   * conditions; nothing of what is owed already. Null of cadences, which mostly have no end.
   */
  readonly toCome: { readonly touches: Figure; readonly minutes: Figure } | null;
  /** Of a declaration whose meaning changed, all; else those that do not simply continue. By account, then play. */
  readonly accounts: readonly AccountInFlight[];
}

/** With `--simulate`: who is in the middle of what on the day of the change. */
export interface InFlight {
  /** The program after takes over when this day opens. */
  readonly on: DayText;
  /** Whether the figures of `simulated` after the change are those of this change-over, or of the program after all along. */
  readonly isChangeOver: boolean;
  /** Of which anybody is in the middle: by kind, then by name. */
  readonly declarations: readonly DeclarationInFlight[];
}
