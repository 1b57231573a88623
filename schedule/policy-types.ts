/** The part of a schedule on restraint and people; `types.ts` hands it on. */
import type { Duration, Level, Path, TouchKind } from "./types.ts";

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

export interface Limit {
  path: Path;
  most: number;
  /** Absent: all channels together. */
  channel?: string;
  per: Duration | { field: string };
  except: Level[];
}

export interface Quiet {
  path: Path;
  over: Duration;
  after: string;
  except: Level[];
}

/** The channel is used only while the flag is known true. */
export interface Consent {
  path: Path;
  channel: string;
  field: string;
  /** Asked for touches of these kinds or purposes; for all where neither list is there. */
  kinds?: TouchKind[];
  purposes?: string[];
}

export interface Policy {
  /** Minutes after midnight. */
  hours?: { path: Path; from: number; to: number; days: Weekday[] };
  /** Sorted `YYYY-MM-DD`. */
  holidays: string[];
  limits: Limit[];
  quiets: Quiet[];
  consents: Consent[];
  merge?: { path: Path; within: Duration };
  /** What was held back is taken up over so many working days. */
  spread?: { path: Path; businessDays: number; except: Level[] };
  /** `deferUpTo` absent: what is blocked is dropped at once. */
  otherwise?: { path: Path; deferUpTo?: Duration };
}

export interface TeamMember {
  role: string;
  people?: number;
  hoursPerWeekMinutes?: number;
  shareForPlays?: number;
  /** The task that the new holder of the role owes when an account changes hands. */
  handover?: { path: Path; task: string };
}

export interface Cover {
  path: Path;
  role: string;
  awayOver: Duration;
  by: string;
}
