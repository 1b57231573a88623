/**
 * The specification of cadences and admission read a second time, slowly: every day everything is worked out again from
 * the program and the list of what was asked so far. Nothing moves along a series and nothing is remembered but that
 * list. Days are counted from the first day of the data; it does not use the engine's calendar.
 */
import type { Cadence, Changes, Customer, Limit, Program, Step } from "./program.ts";

interface Asked {
  cadence: Cadence;
  path: string;
  occurrence: string;
  touch: string;
  anchor: number;
  dated: number;
  due: number;
  level: Step["level"];
  rank: number;
  owner: string;
  deferredBy?: string;
  end?: { outcome: string; rule: string | null; on: number; channel?: string };
}

const touches: Record<string, { channels: string[]; human: boolean; work: number }> = {
  call: { channels: ["video"], human: true, work: 45 },
  chat: { channels: ["phone", "email"], human: true, work: 10 },
  review: { channels: ["video"], human: true, work: 60 },
  mail: { channels: ["email"], human: false, work: 0 },
  bill: { channels: ["email"], human: false, work: 0 },
};
const ranks = { red: 0, renewal: 1, yellow: 2, cadence: 3, green: 4 };
const rankNames = ["red", "renewal", "yellow", "cadence", "green"];

/** One line a demand, in order. `first` is the date of day 0. */
export function reference(program: Program, customer: Customer, first: string, days: number): string[] {
  const asked: Asked[] = [];
  const world = new World(program, customer, first);
  for (let day = 0; day < days; day++) world.live(day, asked);
  return asked.map((demand) => world.line(demand)).sort();
}

class World {
  private readonly origin: number;
  constructor(
    private readonly program: Program,
    private readonly customer: Customer,
    first: string,
  ) {
    this.origin = Date.parse(first);
  }

  live(day: number, asked: Asked[]): void {
    const open = () => asked.filter(({ end }) => !end);
    const finish = (demand: Asked, outcome: string, rule: string | null, channel?: string) => {
      demand.end = { outcome, rule, on: day, ...(channel ? { channel } : {}) };
    };
    if (!this.alive(day)) {
      for (const demand of open()) finish(demand, "withdrawn", "account ended");
      return;
    }
    for (const demand of open()) {
      const { cadence, anchor } = demand;
      if (at(this.customer[cadence.anchor], day) !== anchor)
        finish(demand, "withdrawn", `cadence ${cadence.name}/anchor`);
      else if (cadence.onboarding && !this.onboarding(day)) finish(demand, "withdrawn", "stage onboarding/end");
    }
    asked.push(...this.newOn(day, asked));
    const allowed = open().filter((demand) => this.mayBeAsked(demand, day, finish));
    this.merge(allowed, finish);
    for (const demand of allowed.filter(({ end }) => !end).sort(byUrgency)) this.serve(demand, day, asked, finish);
  }

  // ---- what comes -----------------------------------------------------------------------------------------------

  private newOn(day: number, before: readonly Asked[]): Asked[] {
    const found: Asked[] = [];
    for (const { cadence, step, index, place, path } of this.everyStep()) {
      if (!this.inScope(cadence, day) || !this.conditionHolds(step, day)) continue;
      for (const { nominal, turn, due } of this.occurrences(cadence, step, day)) {
        if (turn !== undefined && turn % step.touches.length !== place) continue;
        const touch = step.touches[place]!;
        if (this.comingDay(cadence, step, touch, nominal, day) !== day) continue;
        if (step.notWithin && this.isNear(step.notWithin, cadence, index, day, before)) continue;
        const anchor = at(this.customer[cadence.anchor], day)!;
        const occurrence = `${this.date(anchor)}/${this.date(nominal)}`;
        if (before.some((other) => other.path === path && other.occurrence === occurrence)) continue;
        const usual = cadence.before ? ranks.renewal : ranks.cadence;
        const rank = step.level === "red" || !cadence.before ? ranks[step.level ?? "cadence"] : usual;
        found.push({
          ...{ cadence, path, occurrence, touch, anchor, dated: day, level: step.level, rank },
          due: this.dueDay(step, day, due),
          owner: touches[touch]!.human ? "csm" : "robot",
        });
      }
    }
    return found;
  }

  private *everyStep() {
    for (const cadence of this.program.cadences) {
      for (const [index, step] of cadence.steps.entries()) {
        for (const place of step.touches.keys()) {
          const name = step.touches.length === 1 || step.inTurn ? "" : `/${place + 1}`;
          yield { cadence, step, index, place, path: `cadence ${cadence.name}/step/${index + 1}/do/1${name}` };
        }
      }
    }
  }

  /** Every occurrence that may matter within two months of the day, with the last day of the time it is for. */
  private occurrences(cadence: Cadence, { timing, inTurn }: Step, day: number) {
    const anchor = at(this.customer[cadence.anchor], day);
    if (anchor === null) return [];
    const single = (nominal: number, due: number | undefined) => [{ nominal, turn: undefined, due }];
    const repeated = (nth: (count: number) => number) => {
      const found = [];
      for (let count = 0; nth(count) <= day + 60; count++) {
        found.push({ nominal: nth(count), turn: inTurn ? count : undefined, due: nth(count + 1) - 1 });
      }
      return found;
    };
    switch (timing.kind) {
      case "every": {
        const skipped = timing.atOnce ? 0 : 1;
        return repeated((count) =>
          timing.days ? anchor + timing.days * (count + skipped) : this.monthsAfter(anchor, count + skipped),
        );
      }
      case "from week":
        return repeated((count) => anchor + 7 * (timing.week - 1) + timing.days * count);
      case "day":
        return single(anchor + timing.day - 1, undefined);
      case "week":
        return single(anchor + 7 * (timing.week - 1), anchor + 7 * timing.week - 1);
      case "before":
        return single(anchor - timing.days, undefined);
    }
  }

  /** The day an occurrence comes, as far as `today` can tell; undefined when it cannot come any more. */
  private comingDay(
    cadence: Cadence,
    { timing }: Step,
    touch: string,
    nominal: number,
    today: number,
  ): number | undefined {
    const { human } = touches[touch]!;
    if (timing.kind === "before") return human ? this.worksOnOrBefore(nominal) : nominal;
    if (timing.kind !== "week") return human ? this.worksOnOrAfter(nominal) : nominal;
    const since = this.seriesStart(cadence, today);
    const held = (day: number) => day >= since && this.alive(day) && this.inScope(cadence, day);
    const week = Array.from({ length: 7 }, (_, index) => nominal + index);
    const days = new Set(week);
    if (human)
      for (const day of week) if (day <= today && !this.works(day) && held(day)) days.add(this.worksOnOrAfter(day));
    const possible = [...days].filter((day) => !human || this.works(day)).sort((a, b) => a - b);
    const past = possible.find((day) => day < today && held(day));
    if (past !== undefined) return past;
    if (today < nominal) return human ? this.worksOnOrAfter(nominal) : nominal;
    if (human && !this.works(today) && week.includes(today)) return this.worksOnOrAfter(today);
    return possible.find((day) => day >= today);
  }

  /** The first day on which the account has had today's anchor without a break. */
  private seriesStart(cadence: Cadence, today: number): number {
    let start = today;
    for (let day = today; day >= 0; day--) {
      if (!this.alive(day)) continue;
      if (at(this.customer[cadence.anchor], day) !== at(this.customer[cadence.anchor], today)) break;
      start = day;
    }
    return start;
  }

  private isNear(
    { days, touch }: NonNullable<Step["notWithin"]>,
    asking: Cadence,
    askingIndex: number,
    today: number,
    asked: readonly Asked[],
  ): boolean {
    const owedOrDone = asked.some(
      (demand) =>
        demand.touch === touch && (!demand.end || (demand.end.outcome === "done" && demand.end.on >= today - days)),
    );
    return (
      owedOrDone ||
      [...this.everyStep()].some(({ cadence, step, index, place }) => {
        if (step.touches[place] !== touch || (cadence === asking && index === askingIndex)) return false;
        if (!this.inScope(cadence, today)) return false;
        return this.occurrences(cadence, step, today).some(({ nominal, turn }) => {
          if (turn !== undefined && turn % step.touches.length !== place) return false;
          const day = this.comingDay(cadence, step, touch, nominal, today);
          return day !== undefined && day >= today && day <= today + days;
        });
      })
    );
  }

  private dueDay({ timing, within }: Step, dated: number, due: number | undefined): number {
    if (within && !within.business) return dated + within.days;
    if (within) {
      let last = dated;
      for (let left = within.days; left > 0; left--) last = this.worksOnOrAfter(last + 1);
      return last;
    }
    return timing.kind === "before" ? dated + 7 : Math.max(dated, due ?? dated);
  }

  // ---- admission ------------------------------------------------------------------------------------------------

  private mayBeAsked(demand: Asked, day: number, finish: Finish): boolean {
    if (touches[demand.touch]!.human) {
      const person = at(this.customer.csm, day);
      demand.owner = person ?? "unassigned csm";
      if (person === null) finish(demand, "unserved", "role csm");
    }
    const [preferred] = touches[demand.touch]!.channels;
    if (!demand.end && this.channels(demand, day).length === 0)
      finish(demand, "dropped", `policy/consent/${preferred}`);
    return !demand.end;
  }

  private channels({ touch }: Asked, day: number): string[] {
    const { channels } = touches[touch]!;
    if (touch === "bill" || !this.program.consent) return channels;
    return channels.filter((channel) => {
      if (channel === "email") return at(this.customer.mail_ok, day) === true;
      return channel !== "phone" || at(this.customer.phone_ok, day) === true;
    });
  }

  private merge(allowed: readonly Asked[], finish: Finish): void {
    const span = this.program.mergeWithin;
    if (!span) return;
    const byAge = allowed
      .filter(({ touch }) => touches[touch]!.human && touch !== "review")
      .sort((a, b) => a.dated - b.dated || compare(a.path, b.path) || compare(a.occurrence, b.occurrence));
    for (const [index, joining] of byAge.entries()) {
      const oldest = byAge
        .slice(0, index)
        .find((other) => !other.end && other.owner === joining.owner && joining.dated - other.dated <= span);
      if (!oldest) continue;
      const heavier = touches[joining.touch]!.work > touches[oldest.touch]!.work;
      const [survivor, merged] = heavier ? [joining, oldest] : [oldest, joining];
      survivor.due = Math.min(survivor.due, merged.due);
      survivor.rank = Math.min(survivor.rank, merged.rank);
      const levels = [survivor.level, merged.level];
      survivor.level = (["red", "yellow", "green"] as const).find((level) => levels.includes(level));
      finish(merged, "merged", "policy/merge");
    }
  }

  private serve(demand: Asked, day: number, asked: readonly Asked[], finish: Finish): void {
    if (touches[demand.touch]!.human && !this.works(day)) return;
    const blocks = this.channels(demand, day).map((channel) => ({
      channel,
      rule: this.blocking(demand, channel, day, asked),
    }));
    const free = blocks.find(({ rule }) => rule === undefined);
    if (free) {
      finish(demand, "done", null, free.channel);
      return;
    }
    const rule = blocks[0]!.rule!;
    demand.deferredBy ??= rule;
    const { deferUpTo } = this.program;
    const over = deferUpTo === undefined || day >= demand.dated + deferUpTo;
    if (over && demand.touch !== "review") finish(demand, "dropped", rule);
  }

  private blocking(demand: Asked, channel: string, day: number, asked: readonly Asked[]): string | undefined {
    if (demand.touch === "bill") return undefined;
    const done = asked.filter(({ end }) => end?.outcome === "done");
    for (const [index, limit] of this.program.limits.entries()) {
      if ((limit.channel && limit.channel !== channel) || (limit.exceptRed && demand.level === "red")) continue;
      const after = this.windowOpens(limit, day);
      if (after === undefined) continue;
      const counted = done.filter(({ end }) => end!.on > after && (!limit.channel || end!.channel === limit.channel));
      if (counted.length >= limit.most) return `policy/limit/${index + 1}`;
    }
    const quiet = this.program.quietAfterReview;
    const quietNow = done.some(
      ({ touch, end }) => touch === "review" && end!.on < day && day - end!.on <= (quiet ?? 0),
    );
    return quiet && quietNow ? "policy/quiet/1" : undefined;
  }

  /** The day before the first of a limit's days. */
  private windowOpens({ per }: Limit, day: number): number | undefined {
    if (per === "interval") {
      const days = at(this.customer.interval, day);
      return days === null ? undefined : day - days;
    }
    return "days" in per ? day - per.days : this.monthsAfter(day, -per.months);
  }

  // ---- the world ------------------------------------------------------------------------------------------------

  private alive(day: number): boolean {
    const begins = at(this.customer.contract_start, day);
    const ends = at(this.customer.churned_on, day);
    return begins !== null && begins <= day && !(ends !== null && ends < day);
  }

  private onboarding(day: number): boolean {
    const start = at(this.customer.contract_start, day);
    return start !== null && start <= day && day <= start + 30;
  }

  private inScope({ vipOnly, onboarding }: Cadence, day: number): boolean {
    return (!vipOnly || at(this.customer.vip, day) === true) && (!onboarding || this.onboarding(day));
  }

  private conditionHolds({ flag }: Step, day: number): boolean {
    return flag === undefined || (at(this.customer.vip, day) === true) === (flag === "when vip");
  }

  private works(day: number): boolean {
    const weekday = new Date(this.origin + day * 86_400_000).getUTCDay();
    return !this.program.holidays.includes(day) && !(this.program.hours && (weekday === 0 || weekday === 6));
  }

  private worksOnOrAfter(day: number): number {
    return this.works(day) ? day : this.worksOnOrAfter(day + 1);
  }

  private worksOnOrBefore(day: number): number {
    return this.works(day) ? day : this.worksOnOrBefore(day - 1);
  }

  private monthsAfter(day: number, months: number): number {
    const date = new Date(this.origin + day * 86_400_000);
    const clamped = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
    const dayOfMonth = Math.min(date.getUTCDate(), clamped.getUTCDate());
    const moved = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, dayOfMonth);
    return Math.round((moved - this.origin) / 86_400_000);
  }

  date(day: number): string {
    return new Date(this.origin + day * 86_400_000).toISOString().slice(0, 10);
  }

  line({ path, occurrence, touch, dated, due, rank, owner, deferredBy, end }: Asked): string {
    return [
      ...[this.date(dated), path, occurrence, touch, rankNames[rank], `due ${this.date(due)}`, owner],
      ...[
        end?.outcome ?? "open",
        end?.rule ?? "",
        end?.channel ?? "",
        end?.outcome === "done" ? this.date(end.on) : "",
      ],
      deferredBy ?? "",
    ].join(" | ");
  }
}

type Finish = (demand: Asked, outcome: string, rule: string | null, channel?: string) => void;

function byUrgency(a: Asked, b: Asked): number {
  return a.rank - b.rank || a.due - b.due || compare(a.path, b.path) || compare(a.occurrence, b.occurrence);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function at<Value>(changes: Changes<Value>, day: number): Value | null {
  return changes.filter(({ from }) => from <= day).at(-1)?.value ?? null;
}
