/**
 * Every word of the language, once, with its one-line doc. The lexer's keyword tokens, the keyword reference
 * (docs/keywords.md), completion and hover are made from this table.
 *
 * A word may play several roles (`event` declares, and is a channel); it is reserved, that is no name, when any of
 * its rows says so. Words of the roles in `namedRoles` are names to the parser: the checker says which may stand.
 */

export type WordRole =
  | "declaration"
  | "clause"
  | "condition"
  | "value"
  | "type"
  | "unit"
  | "weekday"
  | "channel"
  | "purpose"
  | "kind"
  | "level"
  | "change";

interface Word {
  readonly word: string;
  readonly role: WordRole;
  readonly reserved: boolean;
  readonly doc: string;
}

type Docs = Readonly<Record<string, string>>;

const declarations = {
  account: "What is known of a customer: its fields, and the days it begins and ends.",
  assume:
    "What is taken for granted where no history can tell: which share of deliveries an event answers, and how soon.",
  calendar: "Names days: yearly ranges, dates, ranges of dates.",
  cadence: "Steps that come round by the calendar, counted from or back from a date.",
  contact: "Names roles on the customer's side.",
  cover: "Who stands in for a role that is away.",
  escalation: "A ladder of rungs, climbed while a play's run lasts.",
  event: "Something that happens at an instant to an account, or to all of them.",
  experiment: "Sorts customers by chance into arms, each with cadences and triggers of its own.",
  health: "A score: components whose points stand under conditions; without a name it is called `health`.",
  journey: "Stages a customer goes through, entered and left by what happens.",
  let: "Names a quantity.",
  measure: "A figure of the whole programme, and what it should be.",
  metric: "A number a day: a flow whose days add up, or a level whose last value stands.",
  models: "Says how customers are served: from top to bottom, the highest first, the first match is the customer's.",
  play: "A run of work with a start, a win, a loss and an end.",
  policy: "Restraint: hours, limits, quiet days, consent, merging.",
  replace: "Before a declaration: it takes the place of a library's.",
  role: "A role on our side.",
  roi: "What the programme costs and brings in, and its return.",
  segments: "Sorts customers: from top to bottom, the first match is the customer's.",
  stage: "The days from a date of the account's for a duration; a part of a journey.",
  task: "Work that does not reach the customer.",
  team: "How many people a role has, and their hours.",
  test: "Accounts made up, what happens to them, and what is expected of the program then.",
  touch: "Something that reaches the customer.",
  trigger: "Answers a condition that becomes true, or an event.",
  use: "Takes declarations, and what they need, from a library.",
} as const satisfies Docs;

const clauses = {
  accounts: "`owns accounts`: a person of this role per account; the customers of a touch model.",
  again: "`again after D`: how long a play rests after a run.",
  alert: "An action: tells a role.",
  alerts: "In a test: how many alerts are expected.",
  all: "`for all`: an event that happens to every account.",
  among: "`among C`: whom a measure is of.",
  answers: "`answers within D`: the lead time of a shared role.",
  arm: "`arm NAME SHARE`: a part of an experiment, and the share of customers it gets.",
  arms: "In a test: which arms of experiments an account is in.",
  away: "`away over D`: an absence long enough for cover.",
  back: "`back to STAGE on EVENT`: what sends a customer to an earlier stage.",
  bands: "Names the ranges of a level, highest floor first.",
  begins: "Names the date field before which nothing is owed.",
  benefit: "`benefit NAME AMOUNT per ...`: what the programme brings in.",
  by: "Before who or what does it: `closed by`, `consent ... by`, `cover ... by`; `by (C)`: a measure of those and of the others; `won by D before F`.",
  carries: "`missing carries`: a day without a value has the last one recorded.",
  change:
    "`mean change of METRIC D after touch T`: what came after a touch; `on change`: when the program is another one.",
  channel: "How a touch reaches the customer, in order of preference.",
  churn: "`gross churn of FIELD over D`: the part of the revenue that was lost.",
  closed: "`closed by EVENT`: what ends a case.",
  confirmed: "`confirmed by EVENT`: a stage is left only when this has happened in it, too.",
  consent: "`consent CHANNEL by FIELD`: the channel is used only while the flag is true.",
  cost: "`cost NAME AMOUNT per ...`: what the programme takes.",
  coverage: "Who serves the customers of a touch model, and how many of them.",
  dedicated: "`dedicated A..B accounts per ROLE`: so many accounts for each person.",
  defer: "`defer up to D then drop`: what happens to a touch that a limit blocks.",
  delivered: "In a test: a touch or task that was really done.",
  drop: "A touch that a limit blocks is not made.",
  dropped: "`never dropped`: limits make this touch wait, and nothing else.",
  effort: "Minutes or hours a touch or task takes.",
  end: "`end after D`: how long a run lasts.",
  ends: "Names the date field after which nothing is owed.",
  enter: "What brings a customer into a stage.",
  every: "A step that repeats; in a calendar, every year.",
  except: "Levels that a limit or quiet days do not bind.",
  expect: "How long customers usually stay in a stage, by segment; in a test, what is to happen or to be so.",
  expects: "`expects EVENT within D`: the answer a touch asks for.",
  gross: "`gross churn of`, `gross retention of`: without what grew.",
  handoff: "An action: hands the account over to a role, once what it needs is known.",
  handover: "`handover TASK`: what the new owner of an account owes when it changes hands.",
  history: "In a test: what happens to an account.",
  hour: "`per hour of ROLE`: of effort and preparation done.",
  hours: "When people of ours may work on and contact an account.",
  holidays: "A YAML file of days off.",
  in: "`in turn`: one of the list per occurrence, in order; `time in STAGE`: since it was entered.",
  key: "Names the field that identifies a case.",
  kind: "What sort of touch it is.",
  least: "`at least N`: in a test, that many or more.",
  leave: "What ends a stage.",
  level: "How grave it is: red, yellow, green.",
  lifts: "`lifts to MODEL`: while the run is open, the customer is served by the higher touch model.",
  limit: "At most so many touches in so many days.",
  lost: "`lost when C`: which customers a health score should have warned of.",
  lose: "`lose when C`: ends a run as lost.",
  machine: "A role that is automation.",
  mean: "`mean time from`, `mean change of`: the average.",
  median: "`median time from F to E`: half of the customers are there by then.",
  merge: "Touches close together, of one owner, become one.",
  minus: "`share of E where (C) minus where (C)`: the one share less the other.",
  missing: "What a day without a value counts as.",
  most: "`at most N`: in a test, that many or fewer.",
  needs: "`handoff to R needs F, G`: fields that must be known, flags true.",
  net: "`net retention of FIELD over D`: with what grew.",
  never: "`never dropped`: limits make this touch wait, and nothing else.",
  nobody: "In a test: nobody holds the role.",
  none: "`coverage none`: nobody serves these customers in person.",
  otherwise: "The segment or model of whoever matches none; what happens to a touch that a limit blocks.",
  owner: "The role that does a touch or task.",
  owns: "`owns accounts`: a person of this role per account.",
  pauses: "Cadences and plays that are held while the run is open.",
  people: "How many persons a role has.",
  per: "`per day`: a flow; `per D`: the days of a limit; `per week`: hours of a person; accounts of a person; `journey J per FIELD`.",
  phase: "A part of a play: days of the run, or days before a date.",
  plays: "`for plays`: the share of the hours that plays may take.",
  pooled: "`pooled N ROLE for A..B accounts`: so many persons share so many accounts.",
  prep: "Minutes or hours of preparation.",
  purpose: "Why a touch is made.",
  quiet: "Days without touches after one.",
  rung: "`rung N of ESCALATION`: in a test, that rung.",
  retention: "`gross retention of`, `net retention of`: the part of the revenue that was kept.",
  reviewed: "`segments reviewed every D from DATE`: when customers are ranked.",
  runs: "`share of runs of PLAY won`: of those that ended.",
  same: "`with the same owner`: whose touches merge.",
  shared: "A role that does not queue: it answers when its lead time ends.",
  skip: "`skip to STAGE when C`: what takes a customer to a later stage.",
  snapshot: "A level: the last value stands.",
  spread:
    "`spread over N business days`: what days off, quiet days, a pause or leave held back is not all taken up at once.",
  start: "`start when C`: starts a run; an action that starts a play; `since start`: of the run.",
  stop: "`stop on EVENT`: ends the ladder.",
  target:
    "The share of runs a play should win, or of a touch's deliveries that an event should answer; what a measure or the return should be.",
  tasks: "In a test: how many tasks are expected.",
  template: "The file with the text of a touch.",
  the: "`within the day`, `with the same owner`.",
  // biome-ignore lint/suspicious/noThenProperty: a word of the language; the table is never awaited.
  then: "`then drop`: after the days of deferring; `then STAGE`: where leaving a stage leads.",
  touches: "All channels together, in a limit, a merge or `assume`.",
  turn: "`in turn`: one of the list per occurrence, in order.",
  up: "`up to D`: how long a touch is deferred.",
  use: "`vacant use CONTACT`: who is spoken to instead.",
  vacant: "What becomes of a touch for a contact that nobody is.",
  win: "`win when C`: ends a run as won.",
  won: "`share of runs of PLAY won`, `per won PLAY`: runs whose `win` came.",
  zero: "`missing is zero`: a day without a value counts as none.",
} as const satisfies Docs;

const reservedClauses = {
  after: "After a duration, a date or a touch.",
  at: "`at once`: also on the anchor's own day.",
  before: "Counted back from a date.",
  do: "The actions of a trigger.",
  from: "Counted from a date; `becomes X from Y`.",
  on: "An event that fires a trigger or stops a ladder; `on change`: what becomes of who is in the middle.",
  rest: "How long a trigger is silent after it fired.",
  time: "`time since F`, `time to F`, `time since last E`.",
  to: "Whom an action reaches or who owns it; up to which day.",
  unless: "The step or rung does not come if the condition is true.",
  until: "What arms a trigger again.",
  when: "The condition of a segment, trigger, step or play.",
  while: "The rung acts only if the condition is true.",
  within: "A deadline; a span of days.",
} as const satisfies Docs;

const conditions = {
  bottom: "`F in bottom N%`: among the lowest at the last review.",
  any: "`any component of HEALTH falls`: at least one of them.",
  against: "`against usual D`: compared with the median of earlier spans.",
  component: "`any component of HEALTH falls`: at least one of them.",
  share: "`share of touches with E within D over W`: how many of them it followed.",
  once: "`at once`: also on the anchor's own day.",
  top: "`F in top N%`: among the highest at the last review.",
  usual: "`against usual D`: compared with the median of earlier spans.",
} as const satisfies Docs;

const reservedConditions = {
  and: "True when both are.",
  avg: "The average of a level's days or of an event's values.",
  becomes: "The day a level enters a band.",
  days: "`days with (C) over D`: how many days had the condition true.",
  done: "`time since last done TOUCH`: since its last delivery.",
  during: "Today is in the stage or calendar.",
  falls: "Lower than before.",
  for: "True on each of the last days; which segments a declaration is for.",
  is: "Equal to a member, segment or band; known, unknown, open.",
  known: "There is a value.",
  last: "`time since last E`: since its last time.",
  max: "The highest of a level's days or of an event's values.",
  min: "The lowest of a level's days or of an event's values.",
  no: "`no E is open`: none is.",
  not: "The opposite.",
  of: "`count of E`, `N% of X`.",
  open: "A case that has opened and not closed.",
  or: "True when either is.",
  outside: "Unknown on days whose window touches the calendar.",
  over: "The span of a window.",
  rises: "Higher than before.",
  since: "`time since F`, `since start`.",
  sum: "The total of an event's values or a flow's days.",
  unknown: "There is no value.",
  where: "Which events count; which accounts a cadence is for.",
  with: "`days with (C)`, `with the same owner`.",
} as const satisfies Docs;

const reservedValues = { false: "A flag that is not set.", true: "A flag that is set." } as const satisfies Docs;

const types = {
  date: "A day.",
  duration: "A span of time.",
  flag: "True or false.",
  instant: "A moment.",
  money: "An amount in the project's currency.",
  points: "A score.",
  ratio: "A share: 30%.",
  text: "Words.",
  zone: "A time zone; the account's own.",
} as const satisfies Docs;

const reservedTypes = {
  count: "A whole number; `count of E`: how many events.",
  one: "`one of a, b`: one of a list of words.",
} as const satisfies Docs;

const units = {
  business: "`business days`: working days.",
  day: "A local day of the account's.",
  month: "A calendar month, counted from the anchor.",
  months: "Calendar months, counted from the anchor.",
  quarter: "Three months.",
  quarters: "Three months each.",
  weeks: "Seven days each.",
  year: "A calendar year.",
  years: "Calendar years.",
} as const satisfies Docs;

const reservedUnits = { week: "Seven days; `week over week`: over 7d." } as const satisfies Docs;

const weekdays = {
  mon: "Monday.",
  tue: "Tuesday.",
  wed: "Wednesday.",
  thu: "Thursday.",
  fri: "Friday.",
  sat: "Saturday.",
  sun: "Sunday.",
} as const satisfies Docs;

const channels = {
  email: "A mail.",
  call: "Any talk with somebody, whichever way; `phone` and `video` say which.",
  video: "A talk on screen.",
  phone: "A talk by telephone.",
  sms: "A text message.",
  slack: "A message in a shared channel.",
  in_app: "A message inside the product.",
  webinar: "A talk for many.",
  event: "A gathering.",
  office_hours: "An open hour anybody may join.",
  community: "The customers' forum.",
  help_centre: "Articles to look things up.",
  in_person: "A visit.",
} as const satisfies Docs;

const purposes = {
  give_insight: "Tells the customer something worth knowing.",
  advance_relationship: "Gets to know people.",
  address_need: "Answers a need.",
  reinforce_value: "Shows what was gained.",
  open_dialogue: "Starts a conversation.",
} as const satisfies Docs;

const kinds = {
  proactive: "We come first.",
  reactive: "The customer came first.",
  educational: "Teaches.",
  transactional: "Must be sent: passes consent and limits, and is counted.",
} as const satisfies Docs;

const levels = {
  red: "Grave: comes first, and limits may except it.",
  yellow: "To be looked after.",
  green: "Good news and chances.",
} as const satisfies Docs;

const onChange = {
  continue: "`on change continue`, as without it: who is in the middle of it goes on where it stands.",
  restart: "`on change restart`: who is in the middle of it begins anew on that day.",
  end: "`end after D`: how long a run lasts. `on change end`: it ends for who is in the middle of it.",
} as const satisfies Docs;

function rows(docs: Docs, role: WordRole, reserved = false): Word[] {
  return Object.entries(docs).map(([word, doc]) => ({ word, role, reserved, doc }));
}

/** Every word in every role it plays. */
export const vocabulary: readonly Word[] = [
  ...rows(declarations, "declaration"),
  ...rows(clauses, "clause"),
  ...rows(reservedClauses, "clause", true),
  ...rows(conditions, "condition"),
  ...rows(reservedConditions, "condition", true),
  ...rows(reservedValues, "value", true),
  ...rows(types, "type"),
  ...rows(reservedTypes, "type", true),
  ...rows(units, "unit"),
  ...rows(reservedUnits, "unit", true),
  ...rows(weekdays, "weekday"),
  ...rows(channels, "channel"),
  ...rows(purposes, "purpose"),
  ...rows(kinds, "kind"),
  ...rows(levels, "level"),
  ...rows(onChange, "change"),
];

type DeclarationWord = keyof typeof declarations;
type ReservedWord =
  | keyof typeof reservedClauses
  | keyof typeof reservedConditions
  | keyof typeof reservedValues
  | keyof typeof reservedTypes
  | keyof typeof reservedUnits;
export type KeywordWord =
  | DeclarationWord
  | ReservedWord
  | keyof typeof clauses
  | keyof typeof conditions
  | keyof typeof types
  | keyof typeof units
  | keyof typeof weekdays;

/** Roles whose words are plain names to the parser. */
const namedRoles: ReadonlySet<WordRole> = new Set(["channel", "purpose", "kind", "level", "change"]);

const reserved: ReadonlySet<string> = new Set(vocabulary.filter((row) => row.reserved).map((row) => row.word));

/** The words the parser itself knows, each once. */
export const keywordWords = [
  ...new Set(vocabulary.filter((row) => !namedRoles.has(row.role)).map((row) => row.word)),
] as KeywordWord[];

const wordsByRole = new Map<WordRole, string[]>();
for (const { role, word } of vocabulary) wordsByRole.set(role, [...(wordsByRole.get(role) ?? []), word]);

/** The words of one role, in the order of the table. */
export function wordsOf(role: WordRole): readonly string[] {
  return wordsByRole.get(role) ?? [];
}

/** True for a word that cannot be a name. */
export function isReserved(word: string): boolean {
  return reserved.has(word);
}
