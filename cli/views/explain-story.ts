/** `playc explain account` for people: a day, what happened on it in order, and where in the program it is written. */
import { styleText } from "node:util";
import stringWidth from "string-width";
import type { DayTold, DemandTold, Entry, Grounds, Place, Story } from "../../runtime/explain/types.ts";
import { demandText, groundsText, placeText } from "./explain-words.ts";
import type { Style } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

/** Places stand under each other up to this column; a longer line pushes its own further. */
const furthestPlace = 110;

interface Line {
  readonly text: string;
  readonly place: Place | undefined;
}

/** Ends with a line end. `notes`: what stands above the days. */
export function storyText(story: Story, notes: readonly string[], style: Style): string {
  const lines = [
    emphasised(`${printableName(story.account)}, ${story.from} to ${story.to} (${printableName(story.zone)})`, style),
    ...notes,
    ...(story.days.length === 0 ? ["", "Nothing happened in these days."] : []),
    ...dayLines(story.days, style),
  ];
  return `${lines.join("\n")}\n`;
}

/** Each day below an empty line, with what happened on it; days on which the same happens over and over stand together. */
export function dayLines(days: readonly DayTold[], style: Style): string[] {
  const told = days.map(({ day, entries }): Told => ({ day, lines: entries.flatMap(linesOf) }));
  const width = Math.min(
    furthestPlace,
    Math.max(0, ...told.flatMap(({ lines }) => lines.map(({ text }) => stringWidth(text)))),
  );
  return alikeInARow(told).flatMap((run) => [
    "",
    emphasised(headingOf(run), style),
    ...run[0]!.lines.map((line) => withPlace(line, width, style)),
  ]);
}

interface Told {
  readonly day: string;
  readonly lines: readonly Line[];
}

/** Fewer days in a row stand each for itself. */
const fewestAlike = 3;
/** More days that are not equally far apart stand in one heading no more. */
const mostNamed = 6;

/** Days told one after the other with the same lines; each other day by itself. */
function alikeInARow(told: readonly Told[]): Told[][] {
  const runs: Told[][] = [];
  for (let at = 0; at < told.length; ) {
    const differs = told.findIndex((other, place) => place > at && !isAlike(told[at]!, other));
    const alike = told.slice(at, differs < 0 ? told.length : differs);
    const even = evenlyApart(alike);
    const length = Math.max(even, Math.min(alike.length, mostNamed));
    const taken = length < fewestAlike ? 1 : length;
    runs.push(alike.slice(0, taken));
    at += taken;
  }
  return runs;
}

/** How many days from the first on are as far apart from each other as the first two. */
function evenlyApart(told: readonly Told[]): number {
  const [first, second] = told;
  if (!first || !second) return told.length;
  const apart = daysBetween(first, second);
  const breaks = told.findIndex((each, at) => at > 0 && daysBetween(told[at - 1]!, each) !== apart);
  return breaks < 0 ? told.length : breaks;
}

function isAlike({ lines: one }: Told, { lines: other }: Told): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function daysBetween({ day: one }: Told, { day: other }: Told): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}

/**
 * `2025-02-06 Thu`; of several days `2025-02-06 Thu to 2025-03-20 Thu, 7 times, 7 days apart`, or all of them where they are
 * not equally far apart: each day can be told from it.
 */
function headingOf(run: readonly Told[]): string {
  const named = run.map(({ day }) => `${day} ${weekday(day)}`);
  const [first, second] = run;
  if (!first || !second || evenlyApart(run) < run.length) return named.join(", ");
  const apart = daysBetween(first, second);
  const times = apart === 1 ? `${run.length} days` : `${run.length} times, ${apart} days apart`;
  return `${named[0]} to ${named.at(-1)}, ${times}`;
}

function weekday(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { weekday: "short", timeZone: "UTC" });
}

function emphasised(text: string, { colour }: Style): string {
  return colour ? styleText("bold", text, { validateStream: false }) : text;
}

export function withPlace({ text, place }: Line, width: number, { colour }: Style): string {
  if (!place) return text;
  const where = placeText(place);
  const space = " ".repeat(Math.max(0, width - stringWidth(text)) + 2);
  return text + space + (colour ? styleText("dim", where, { validateStream: false }) : where);
}

function linesOf(entry: Entry): Line[] {
  const [only, ...others] = entry.demands;
  // A step that asks for one thing is said in one line.
  if (entry.kind === "step" && only && others.length === 0) {
    return [{ text: `  ${stepText(entry)}: ${demandText(only)}`, place: only.place }];
  }
  return [
    { text: `  ${entryText(entry)}`, place: entry.place },
    ...entry.demands.map((demand: DemandTold): Line => ({ text: `    ${demandText(demand)}`, place: demand.place })),
  ];
}

type EntryOf<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

function entryText(entry: Entry): string {
  switch (entry.kind) {
    case "life":
      return entry.change === "begins" ? "account begins" : "account has ended: nothing is owed any more";
    case "segment":
      return segmentText(entry);
    case "model":
      return modelText(entry);
    case "move":
      return moveText(entry);
    case "stage":
      return entry.change === "begins" ? `stage ${entry.stage} begins` : `stage ${entry.stage} is over`;
    case "step":
      return stepText(entry);
    case "fire":
      return `trigger ${printableName(entry.trigger)} fires, ${entry.level}: ${groundsText(entry.grounds)}`;
    case "start":
      return `play ${printableName(entry.play)} starts${entry.by === null ? reason(entry) : `, by ${entry.by}`}`;
    case "end":
      return endText(entry);
    case "pause":
      return entry.change === "paused"
        ? `play ${printableName(entry.play)} stands still, paused by play ${entry.by}`
        : `play ${printableName(entry.play)} goes on, play ${entry.by} no longer pauses it`;
    case "rung":
      return rungText(entry);
    case "stop":
      return `play ${printableName(entry.play)}: escalation ${entry.escalation} stops on ${entry.on.join(", ")}`;
    case "delivery":
      return deliveryText(entry);
  }
}

function reason({ grounds }: { grounds: Grounds | undefined }): string {
  return grounds ? `: ${groundsText(grounds)}` : "";
}

function stepText({ source, step, grounds }: EntryOf<"step">): string {
  return `${printable(source)}, ${step}${grounds ? ` ${groundsText(grounds)}` : ""}`;
}

function segmentText({ segment, before, first, because: why, grounds }: EntryOf<"segment">): string {
  const was = first ? "" : `, was ${before ?? "none"}`;
  if (segment === null) return `no segment${was}${why === null ? "" : ` (${why})`}`;
  return `segment ${segment}${was}${reason({ grounds })}`;
}

function modelText({ model, before, first, liftedBy, own, because: why, grounds }: EntryOf<"model">): string {
  const was = first ? "" : `, was ${before ?? "none"}`;
  if (model === null) return `no touch model${was}${why === null ? "" : ` (${why})`}`;
  if (liftedBy === null) return `touch model ${model}${was}${reason({ grounds })}`;
  return `touch model ${model}${was}, lifted by play ${printableName(liftedBy)} (its own: ${own ?? "none"})`;
}

/** `journey customer: from onboarding back to setup (on champion_left)`. */
function moveText({ journey, key, from, to, how, what }: EntryOf<"move">): string {
  const name = `journey ${printableName(journey)}${key === null ? "" : ` of ${printableName(key)}`}`;
  const why = what === null ? "" : ` (${printable(what)})`;
  if (from === null) return `${name}: enters ${to}${why}`;
  if (how === "end") return `${name}: ${from} ends with the account`;
  const led =
    to === null ? "" : how === "leave" ? `, then ${to}` : ` and ${how === "back" ? "goes back" : "skips"} to ${to}`;
  return `${name}: leaves ${from}${led}${why}`;
}

const endings: Record<EntryOf<"end">["ending"], string> = {
  won: "is won",
  lost: "is lost",
  "ran out": "has run out",
  withdrawn: "is withdrawn",
};

function endText({ play, ending, started, grounds }: EntryOf<"end">): string {
  return `play ${printableName(play)}, started ${started}, ${endings[ending]}${reason({ grounds })}`;
}

/** `delivered check_in at 14:00 by video (Dana): settles what cadence rhythm asked 2026-01-05`. */
function deliveryText({ name, clock, channel, owner, settlesText }: EntryOf<"delivery">): string {
  const at = clock === null ? "" : ` at ${clock}`;
  const by = channel === null ? "" : ` by ${channel}`;
  const who = owner === null ? "" : ` (${printableName(owner)})`;
  const what = settlesText === null ? "asked for by nothing in the program" : `settles what ${printable(settlesText)}`;
  return `delivered ${printableName(name)}${at}${by}${who}: ${what}`;
}

function rungText({ play, escalation, rung, after, climbed, grounds }: EntryOf<"rung">): string {
  const what = climbed ? "" : " is skipped";
  return `play ${printableName(play)}, ${escalation} rung ${rung} (after ${after})${what}${reason({ grounds })}`;
}
