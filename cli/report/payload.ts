/** The stories of accounts as they lie in the page: short, because there are many. Its script reads this, too. */

/** A number stands for the name at that place of `names`; -1 for none. */
export type NameAt = number;
/** Days since the first reported day; none is null. */
export type DayAt = number;

export interface Payload {
  /** The first reported day, `YYYY-MM-DD`, and how many there are. */
  from: string;
  days: number;
  names: string[];
  accounts: StoryPayload[];
}

export interface StoryPayload {
  account: string;
  life: [from: DayAt, to: DayAt] | null;
  touches: number;
  /** With one decimal. */
  hours: string;
  undone: number;
  leftOut: number;
  demands: [
    dated: DayAt,
    doneOn: DayAt | null,
    kind: NameAt,
    name: NameAt,
    source: NameAt,
    outcome: NameAt,
    rule: NameAt,
    owner: NameAt,
    channel: NameAt,
    lateMinutes: number,
  ][];
  runs: [play: NameAt, started: DayAt, ended: DayAt | null, ending: NameAt][];
  visits: [journey: NameAt, stage: NameAt, entered: DayAt, left: DayAt | null, how: NameAt][];
}
