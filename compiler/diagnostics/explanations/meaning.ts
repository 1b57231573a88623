/** Explanations 3xx: declarations that are well written but cannot mean anything, or not what they seem to. */
import type { meaningMessages } from "../meaning-messages.ts";
import type { Explanation } from "./explanation.ts";

const trigger = (condition: string) => `trigger t { level red  when ${condition}  do alert csm }`;
const cadence = (step: string) => `cadence c from contract_start { ${step} }`;
const play = (clauses: string) => `play p {\n  level red\n  start when health < 60\n  ${clauses}\n}`;
const phase = "phase talk day 1..2 { touch qbr }";
const ladder = (end: string, rungs: string) => `${play(`${end}\n  escalation e`)}\nescalation e { ${rungs} }`;

const account = "account { arr money  seats count }\nrole csm owns accounts";

export const meaningExplanations: Record<keyof typeof meaningMessages, Explanation> = {
  "missing-clause": {
    meaning:
      "The declaration lacks something without which nobody could carry it out: an owner, a level, what happens to touches that a limit holds back.",
    failing: "task ⟦tidy_up⟧ { owner csm }\ntrigger t { level red  on reply  do task tidy_up }",
    mended: "task tidy_up { owner csm  effort 5min }\ntrigger t { level red  on reply  do task tidy_up }",
  },
  "clause-twice": {
    meaning: "The clause may stand once in a declaration. With two, nothing says which holds.",
    failing: play(`end after 30d\n  ⟦end after 60d⟧\n  ${phase}`),
    mended: play(`end after 30d\n  ${phase}`),
  },
  "clause-not-here": {
    meaning:
      "The clause is one of the language, but makes no sense at this place; the reason below the example says why.",
    failing:
      "task tidy_up { owner csm  effort 5min  ⟦never dropped⟧ }\ntrigger t { level red  on reply  do task tidy_up }",
    mended: "task tidy_up { owner csm  effort 5min }\ntrigger t { level red  on reply  do task tidy_up }",
  },
  "unknown-word": {
    meaning:
      "Channels, purposes, kinds of touches, levels and weekdays are words of the language, and this is none of them. docs/keywords.md lists them all.",
    failing: "policy { limit 1 ⟦emails⟧ per 3d  otherwise drop }",
    mended: "policy { limit 1 email per 3d  otherwise drop }",
  },
  "reads-end": {
    meaning:
      "The field that `ends` names tells when a customer left. A rule that reads it would know the future: on the day it is asked nobody knows that the customer will leave. Only `lose` may read it, on the day itself.",
    failing: trigger("⟦churned_on⟧ is known"),
    mended: trigger("notice_given is known"),
  },
  "segment-reads": {
    meaning: "Segments decide what is owed, so they cannot depend on other segments or on what was delivered.",
    failing: `${account}\nsegments {\n  large when ⟦segment is small⟧\n  small otherwise\n}`,
    mended:
      `${account}\nsegments {\n  large when seats > 100\n  small otherwise\n}\ncadence c for large from signed { every 1 week alert csm }`.replace(
        "seats count",
        "seats count  signed date",
      ),
    surroundings: { alone: true },
  },
  "only-in-run": {
    meaning:
      "An event's name alone asks whether it has happened in this run of a play, and `since start` compares with the run's first day. Outside of a play's `win`, `lose` and rungs there is no run.",
    failing: trigger("⟦reply⟧"),
    mended: trigger("count of reply over 7d >= 1"),
  },
  "filter-reads": {
    meaning: "`where (...)` is asked of each event by itself and sees only that event's own fields.",
    failing: trigger("count of ticket where (⟦seats⟧ > 3) over 7d > 1"),
    mended: trigger("count of ticket where (severity is high) over 7d > 1"),
  },
  "closing-field": {
    meaning:
      "A case is opened by one event and closed by another with the same value in its key. One of the two lacks that field, or the types differ.",
    failing: "event outage { key number  closed by ⟦ticket_closed⟧ }",
    mended: "event outage { key id  closed by ticket_closed }",
  },
  "no-case": {
    meaning: "Only an event with `closed by` lasts; any other happens at an instant and is never open.",
    failing: trigger("⟦nps⟧ is open"),
    mended: trigger("ticket is open"),
  },
  "missing-rule-misfit": {
    meaning:
      "`missing is zero` belongs to flows (`per day`), where a day without a row had nothing; `missing carries` to levels (`snapshot`), where the last value stands.",
    failing: "metric licences count snapshot ⟦missing is zero⟧",
    mended: "metric licences count snapshot missing carries",
  },
  "bad-bands": {
    meaning: "Bands divide the values of a level, from the highest floor to the lowest, inside the metric's range.",
    failing: "metric mood points 0..10 snapshot bands bad 0 ⟦good 7⟧",
    mended: "metric mood points 0..10 snapshot bands good 7 bad 0",
  },
  "no-bands": {
    meaning: "`becomes` asks for the day on which a metric enters a band, and this metric has none.",
    failing: trigger("⟦storage⟧ becomes green"),
    mended: trigger("health becomes green"),
  },
  "phases-out-of-order": {
    meaning: "A run is in one phase at a time, so a phase begins after the last day of the one before it.",
    failing: play("phase talk day 1..3 { touch qbr }\n  phase settle day ⟦3..9⟧ { touch check_in }"),
    mended: play("phase talk day 1..3 { touch qbr }\n  phase settle day 4..9 { touch check_in }"),
  },
  "phase-reversed": {
    meaning:
      "Days are written in the order in which they come. Before a date that is the larger distance first: `60d..31d before renewal`.",
    failing: play("phase talk day ⟦4..3⟧ { touch qbr }"),
    mended: play("phase talk day 3..4 { touch qbr }"),
  },
  "phases-mixed": {
    meaning:
      "All phases of a play count the run's own days, or all count the days to one date. Mixed, nobody could say which comes first.",
    failing: play("phase talk day 1..2 { touch qbr }\n  phase close ⟦60d..30d⟧ before renewal { touch check_in }"),
    mended: play("phase talk day 1..2 { touch qbr }\n  phase close day 3..30 { touch check_in }"),
  },
  "rungs-out-of-order": {
    meaning:
      "The rungs of an escalation are climbed from the first to the last, so each comes on the day of the one before it or later.",
    failing: ladder("end after 30d", "after 7d touch qbr  after ⟦6d⟧ touch check_in"),
    mended: ladder("end after 30d", "after 6d touch qbr  after 7d touch check_in"),
  },
  "never-starts": {
    meaning:
      "A play starts by its own `start when`, by phases that lead up to a date, or because a trigger starts it. This one has none of the three.",
    failing: `play ⟦p⟧ { level red  ${phase} }`,
    mended: `play p { level red  start when health < 60  ${phase} }`,
  },
  "pauses-itself": {
    meaning:
      "`pauses` holds other cadences and plays back while the run is open. A play that pauses itself would do nothing after its first day.",
    failing: play(`pauses play ⟦p⟧\n  ${phase}`),
    mended: play(`pauses play at_risk\n  ${phase}`),
  },
  "says-nothing": {
    meaning:
      "A declaration such as `policy` or `team` may say one thing or many, and this one says none: whoever began it meant to go on, or took its last line out. `replace policy { }` is another matter: it takes away what a library says.",
    failing: "⟦team⟧ { }",
    mended: "team { csm 6 people 30h per week }",
  },
  "restart-of-countdown": {
    meaning:
      "`on change restart` counts the steps of a cadence from the day on which the program changes. A cadence `before` a date has no day it begins on: its steps are counted back from the date, so that there is nothing to begin anew.",
    failing: "cadence countdown before renewal { ⟦on change restart⟧ 60d touch qbr }",
    mended: "cadence countdown before renewal { on change end 60d touch qbr }",
  },
  "nothing-to-do": {
    meaning: "The declaration has a head and nothing in it: no steps, no phases, no rungs, no days.",
    failing: "cadence ⟦c⟧ from renewal { }",
    mended: "cadence c from renewal { day 1 touch qbr }",
  },
  "after-otherwise": {
    meaning:
      "Segments are read from top to bottom and the first that matches wins. `otherwise` matches everybody, so nothing after it is reached.",
    failing: `${account}\nsegments {\n  small otherwise\n  ⟦large⟧ when seats > 100\n}\ntrigger t { level red  when seats > 9  do alert csm }`,
    mended: `${account}\nsegments {\n  large when seats > 100\n  small otherwise\n}\ntrigger t { level red  when seats > 9  do alert csm }`,
    surroundings: { alone: true },
  },
  "wrong-step": {
    meaning:
      "Steps of a `from` cadence count forward (`every`, `day`, `week`), steps of a `before` cadence count back from the date (`60d`).",
    failing: cadence("⟦60d⟧ touch qbr"),
    mended: cadence("day 60 touch qbr"),
  },
  "wrong-baseline": {
    meaning:
      "What today is compared with does not fit the metric: a flow needs a span (`over 1w against usual 12w`), a level has none, and the usual time is longer than the span.",
    failing: trigger("⟦active_users falls > 30% over 7d against usual 12w⟧"),
    mended: trigger("active_users falls > 30% against usual 12w"),
  },
  "too-deep": {
    meaning: "A condition may have 256 levels of parts inside each other. Nobody writes that many by hand.",
    failing: trigger(`⟦${deep(200)}⟧`),
    mended: trigger(deep(2)),
    shown: {
      failing: trigger("days with (days with ( ... strategic ... ) over 7d > 3) over 7d > 3"),
      mended: trigger(deep(2)),
    },
  },
  "too-much-text": {
    meaning:
      "The schedule carries the text of every part of every condition, so a long condition in many parentheses grows with each of them.",
    failing: trigger(`⟦${wide(120)}⟧`),
    mended: trigger(wide(1)),
    shown: {
      failing: trigger("not (not (not ( ... (seats > 3 or seats > 4) and ... )))"),
      mended: trigger("not (seats > 3 or seats > 4)"),
    },
  },
  "roles-clash": {
    meaning:
      "A role is a person per account, a shared group that answers after a lead time, or automation; it cannot be two of them.",
    failing:
      "role partner machine ⟦owns accounts⟧\ntask ask { owner partner  effort 5min }\ntrigger t { level red  on reply  do task ask }",
    mended:
      "role partner machine\ntask ask { owner partner  effort 5min }\ntrigger t { level red  on reply  do task ask }",
  },
  "covers-itself": {
    meaning: "`cover` says who takes over while somebody is away, and that is somebody else.",
    failing: "cover csm away over 2d by ⟦csm⟧",
    mended: "cover csm away over 2d by executive",
  },
  "no-working-day": {
    meaning:
      "Between them, the weekdays of `hours` and the days of the holidays file leave more than a year without a working day. Most often the file lists every day of a year, or `hours` names only weekdays that are all holidays.",
    failing: 'policy { hours 09:00..17:00 sun  holidays ⟦"closed.yaml"⟧ }',
    mended: 'policy { hours 09:00..17:00 mon..sun  holidays "closed.yaml" }',
    surroundings: { files: { "closed.yaml": sundays(60) } },
  },
  "phase-never-reached": {
    meaning: "`end after` ends every run before the first day of this phase, so its steps are never owed.",
    failing: play(`end after 9d\n  ${phase}\n  phase settle day ⟦20..30⟧ { touch check_in }`),
    mended: play(`end after 30d\n  ${phase}\n  phase settle day 20..30 { touch check_in }`),
  },
  "phase-cut-short": {
    meaning:
      "`end after` ends every run within this phase, so its last days never come, nor what its steps would owe on them.",
    failing: play(`end after 25d\n  ${phase}\n  phase settle day ⟦20..30⟧ { every 2d touch check_in }`),
    mended: play(`end after 30d\n  ${phase}\n  phase settle day 20..30 { every 2d touch check_in }`),
  },
  "rung-never-asked": {
    meaning:
      "Every play that climbs this escalation has ended by the day of the rung: by its `end after`, or on the day after the last day of its last phase. On that day the end comes first.",
    failing: ladder("end after 9d", "after ⟦9d⟧ touch qbr"),
    mended: ladder("end after 10d", "after 9d touch qbr"),
  },
  "rung-waits-in-vain": {
    meaning:
      "A rung whose condition names an event that a touch of the play `expects` counts from that touch, and is not asked before it. Here the touch is made by the rung itself, or by one that waits for it in turn, so none of them ever is.",
    failing: ladder("end after 9d", "after ⟦2d⟧ touch qbr expects reply within 1d unless reply"),
    mended: ladder("end after 9d", "after 2d touch qbr expects reply within 1d"),
  },
  "bare-change": {
    meaning:
      "`falls > 30%` is a share of what was before, `falls > 30` a difference of 30. Numbers such as 10, 25 or 50 are most often meant as shares, so a bare one is asked about: round ones of fives, up to 100. A difference is plain when `points` stands behind it, or when a `let` gives it a name (`let few_logins = 30`).",
    failing: trigger("logins falls > ⟦30⟧ over 7d"),
    mended: trigger("logins falls > 30% over 7d"),
  },
  "pause-ring": {
    meaning:
      "Of two plays that pause each other, the one that started earlier pauses the other. In a ring of three or more nobody is first: while a run of each is open, none of them makes a step, until one is won, lost or ends. Levels and what starts the plays make no difference.",
    failing: `${pausing("calm", "grow")}\n${pausing("grow", "save")}\n${pausing("save", "calm")}`.replace(
      "play grow\n",
      "play ⟦grow⟧\n",
    ),
    mended: `${pausing("calm", "grow")}\n${pausing("grow", "save")}\n${pausing("save")}`,
  },
  "step-never-comes": {
    meaning: "`every N` in a phase first comes N after the phase's first day. The phase is over by then.",
    failing: play("phase talk day 1..7 { ⟦every 1 week⟧ touch qbr }"),
    mended: play("phase talk day 1..8 { every 1 week touch qbr }"),
  },
  "points-do-not-add-up": {
    meaning:
      "The points of a component's lines must add up to the total that stands behind its name, so that the score cannot leave its range.",
    failing: `health fit {\n  ⟦usage⟧ 100 {\n    60 points when seats > 10\n    30 points when strategic\n  }\n}`,
    mended: `health fit {\n  usage 100 {\n    60 points when seats > 10\n    40 points when strategic\n  }\n}`,
  },
  "total-not-hundred": {
    meaning: "The components of a score usually add up to 100 points. Another total is allowed, and easily a slip.",
    failing: `health ⟦fit⟧ {\n  usage 60 { 60 points when seats > 10 }\n}`,
    mended: `health fit {\n  usage 100 { 100 points when seats > 10 }\n}`,
  },
  "score-ring": {
    meaning:
      "A score is computed at the close of each day from what it reads. When it reads itself, straight or through another score or a segment, there is no order in which the day could be settled.",
    failing: `health ⟦fit⟧ {\n  usage 100 { 100 points when fit >= 50 }\n}`,
    mended: `health fit {\n  usage 100 { 100 points when seats >= 50 }\n}`,
  },
  "no-components": {
    meaning: "`any component of` asks the parts of a score declared with `health`. An imported metric has no parts.",
    failing: trigger("any component of ⟦active_users⟧ falls over 7d"),
    mended: trigger("active_users falls over 7d"),
  },
};

/** A play that may pause another. */
function pausing(name: string, paused?: string): string {
  const pauses = paused === undefined ? "" : `  pauses play ${paused}\n`;
  return `play ${name} {\n  level yellow\n  start when health < 60\n${pauses}  phase talk day 1..2 { touch qbr }\n}`;
}

function deep(levels: number): string {
  return `${"days with (".repeat(levels)}strategic${") over 7d > 3".repeat(levels)}`;
}

/** Every level has all that is inside it as its text. */
function wide(levels: number): string {
  return `${"not (".repeat(levels)}${"(seats > 3 or seats > 4) and ".repeat(6_000)}strategic${")".repeat(levels)}`;
}

/** A holidays file with so many Sundays in a row, from 4 January 2026. */
function sundays(count: number): string {
  const first = Date.UTC(2026, 0, 4);
  return Array.from({ length: count }, (_, week) => {
    return `${new Date(first + week * 7 * 86_400_000).toISOString().slice(0, 10)}: closed\n`;
  }).join("");
}
