/**
 * Readings of docs/language.md that an evaluator could have had instead, written into the SQL: each is what an
 * evaluator with that mistake would say. The project says otherwise, and the comparison must notice every one.
 */
import type { PartName } from "./spine.ts";

export interface Misreading {
  name: string;
  /** Cases and agreements of the data set `saas` that can show it. */
  shownBy: readonly string[];
  /** The file of SQL, what stands there, and what stands there instead, wherever it does. */
  file: PartName | "shared" | "macros";
  says: string;
  instead: string;
  /** Parts whose facts come of it, besides those of its own file. */
  anew?: readonly PartName[];
}

export const misreadings: readonly Misreading[] = [
  // ---- scores
  {
    name: "points are rounded half up",
    shownBy: ["scores_day_by_day"],
    file: "shared",
    says: "(2 * (number % per) = per and (number // per) % 2 = 1)",
    instead: "2 * (number % per) = per",
    anew: ["scores"],
  },
  {
    name: "a line that is unknown is false",
    shownBy: ["scores_day_by_day"],
    file: "scores",
    says: "when often is not false",
    instead: "when often",
  },
  {
    name: "a quantity that is unknown gives no points",
    shownBy: ["scores_day_by_day"],
    file: "scores",
    says: "coalesce(storage_points, 15000000)",
    instead: "coalesce(storage_points, 0)",
  },
  {
    name: "a score reads another by its upper end",
    shownBy: ["scores_day_by_day"],
    file: "scores",
    says: "points_by(45000000, f.low, 1000000",
    instead: "points_by(45000000, f.high, 1000000",
  },
  {
    name: "a range is in the band of its lower end",
    shownBy: ["fit_is_fair"],
    file: "shared",
    says: "low >= from_floor and high < to_floor",
    instead: "low >= from_floor and low < to_floor",
  },
  {
    name: "a range is compared by its upper end",
    shownBy: ["fit_is_low"],
    file: "shared",
    says: "when high < bound then true when low >= bound then false",
    instead: "when high < bound then true when high >= bound then false",
  },
  {
    name: "both ends of a change stand alike in their ranges",
    shownBy: ["fit_falls"],
    file: "scores",
    says: "lag(low, 7) over days - high, lag(high, 7) over days - low, 5000000",
    instead: "lag(low, 7) over days - low, lag(high, 7) over days - high, 5000000",
  },
  {
    name: "the median is that of the lower ends",
    shownBy: ["fit_below_usual"],
    file: "scores",
    says: "list_sort(highs)[14] + list_sort(highs)[15]",
    instead: "list_sort(lows)[14] + list_sort(lows)[15]",
  },
  {
    name: "what the lines of a score read does not count as read",
    shownBy: ["fit_outside_year_end"],
    file: "scores",
    says: "range(30)",
    instead: "range(1)",
  },
  {
    name: "any component is the first",
    shownBy: ["any_component_falls"],
    file: "scores",
    says: "or range_above(lag(support_low, 7) over days - support_high, lag(support_high, 7) over days - support_low, 6000000)",
    instead: "",
  },
  {
    name: "`becomes` does not mind yesterday",
    shownBy: ["fit_becomes_fair"],
    file: "scores",
    says: "fair and not lag(fair) over (partition by account order by day)",
    instead: "fair",
  },
  // ---- open cases
  {
    name: "a case is open on the day it closes",
    shownBy: ["no_ticket_open_for"],
    file: "open-cases",
    says: "t.closed > e.day",
    instead: "t.closed >= e.day",
  },
  {
    name: "a case that may match does not",
    shownBy: ["unhappy_ticket_open_for_a_week"],
    file: "open-cases",
    says: "when one_perhaps or day - 3 < known_from then null",
    instead: "when day - 3 < known_from then null",
  },
  {
    name: "`open for` counts a day less",
    shownBy: ["unhappy_ticket_open_for_a_week"],
    file: "open-cases",
    says: "t.opened <= e.day - 3",
    instead: "t.opened <= e.day - 2",
  },
  // ---- ranks
  {
    name: "a share is rounded down",
    shownBy: ["cutoffs"],
    file: "ranks",
    says: "+ 99",
    instead: "",
  },
  {
    name: "new customers have no standing before a review",
    shownBy: ["among_the_top", "among_the_rest"],
    file: "ranks",
    says: "when l.begins > l.review then",
    instead: "when l.begins > l.review then null and",
  },
  // ---- journeys
  {
    name: "at the close, entering and leaving go first",
    shownBy: ["visits"],
    file: "macros",
    says: "['back', 'skip', 'leave', 'enter']",
    instead: "['leave', 'enter', 'skip', 'back']",
    anew: ["journeys"],
  },
  {
    name: "what the close does comes before the day's events",
    shownBy: ["visits"],
    file: "macros",
    says: "coalesce(o.instant, timestamptz '9999-01-01')",
    instead: "coalesce(o.instant, timestamptz '0001-01-02')",
    anew: ["journeys"],
  },
  {
    name: "an event that may match moves",
    shownBy: ["visits"],
    file: "journeys",
    says: "where sentiment < 850000",
    instead: "where (sentiment < 850000) is not false",
  },
  {
    name: "a confirmation from before the stage counts",
    shownBy: ["visits"],
    file: "macros",
    says: "c.day >= s.day and c.day <= o.day",
    instead: "c.day <= o.day",
    anew: ["journeys"],
  },
  {
    name: "a move is in force on the day after",
    shownBy: ["visits"],
    file: "journeys",
    says: "where after_moves and good",
    instead: "where before_moves and good",
  },
  {
    name: "the segment at entry is that of the close",
    shownBy: ["visits"],
    file: "journeys",
    says: "case when v.entered_at is null then g.closing else g.opening end",
    instead: "g.closing",
  },
  {
    name: "of several tracks the time of the last to enter counts",
    shownBy: ["long_in_working"],
    file: "journeys",
    says: "max(s.day - v.entered) as longest",
    instead: "min(s.day - v.entered) as longest",
  },
  // ---- the ledger
  {
    name: "what was really delivered counts only where it settles a demand",
    shownBy: ["since_check_in", "month_since_update"],
    file: "deliveries",
    says: "where kind = 'touch' and demand is null",
    instead: "where false",
  },
  {
    name: "what was dropped was delivered",
    shownBy: ["replies", "no_tip_for"],
    file: "deliveries",
    says: "done_on as day, done_at as instant from ledger where kind = 'touch' and outcome = 'done'",
    instead:
      "coalesce(done_on, dated) as day, coalesce(done_at, ready_at) as instant from ledger where kind = 'touch' and outcome in ('done', 'dropped')",
  },
  {
    name: "without a delivery it is longer than the days there are",
    shownBy: ["since_check_in"],
    file: "deliveries",
    says: "day - known_from > 21",
    instead: "day - known_from >= 21",
  },
  {
    name: "a touch counts before its time is over",
    shownBy: ["replies"],
    file: "macros",
    says: "a.answered_on <= s.day or s.day >= a.day + a.within) as counted",
    instead: "true) as counted",
  },
  {
    name: "an event answers the oldest touch",
    shownBy: ["replies"],
    file: "macros",
    says: "pending[:-2], pending[-1].place",
    instead: "pending[2:], pending[1].place",
  },
  {
    name: "an event answers all touches before it",
    shownBy: ["replies"],
    file: "macros",
    says: "s.account = t.account and s.place = t.place",
    instead: "s.account = t.account and s.answered_on >= t.day and s.answered_on <= t.day + t.within",
  },
  // ---- experiments
  {
    name: "a draw forgets the name of its experiment",
    shownBy: ["arms"],
    file: "shared",
    says: "sha256(experiment || '|' || arm",
    instead: "sha256(arm",
    anew: ["experiments"],
  },
  {
    name: "arms draw without their shares",
    shownBy: ["arms"],
    file: "shared",
    says: "pow(2, 52)) / share",
    instead: "pow(2, 52))",
    anew: ["experiments"],
  },
  {
    name: "an experiment asks its scope at the close",
    shownBy: ["arms"],
    file: "experiments",
    says: "lag(c.low) over days as low, lag(c.high) over days as high",
    instead: "c.low, c.high",
  },
  {
    name: "a cadence of an arm runs before the customer is in it",
    shownBy: ["tips_monthly", "tips_often"],
    file: "experiments",
    says: "and s.day >= r.assigned",
    instead: "",
  },
  // ---- touch models
  {
    name: "a run lifts from the day it starts",
    shownBy: ["models_day_by_day"],
    file: "models",
    says: "s.day > r.started",
    instead: "s.day >= r.started",
  },
  {
    name: "a run lifts up to the day before its end",
    shownBy: ["models_day_by_day"],
    file: "models",
    says: "s.day <= r.ended",
    instead: "s.day < r.ended",
  },
  {
    name: "a lift can lower",
    shownBy: ["models_day_by_day"],
    file: "models",
    says: "and coalesce(own, 'digital') <> 'high'",
    instead: "",
  },
  {
    name: "an unknown model passes to the next",
    shownBy: ["models_day_by_day"],
    file: "models",
    says: "when high_own is null then null",
    instead: "",
  },
  // ---- runs
  {
    name: "the windows of `win` reach before the run",
    shownBy: ["coachings"],
    file: "runs",
    says: "and d.day >= c.started + 6",
    instead: "",
  },
  {
    name: "a rung does not wait for the touch that asks",
    shownBy: ["rungs"],
    file: "runs",
    says: "day: asked_on + 10",
    instead: "day: started + 10",
  },
  {
    name: "what happened before the run has happened",
    shownBy: ["rungs"],
    file: "runs",
    says: "d.r.since is null and h.day > d.started",
    instead: "d.r.since is null",
  },
  {
    name: "`since start` looks back to the day before the run",
    shownBy: ["rescues"],
    file: "runs",
    says: "select s.account, s.day as started, s.health",
    instead:
      "select s.account, s.day as started, coalesce(lag(s.health) over (partition by s.account order by s.day), s.health) as health",
  },
];
