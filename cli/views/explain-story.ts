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

/** Ends with a line end. */
export function storyText(story: Story, lookAhead: readonly string[], style: Style): string {
  const lines = [
    emphasised(`${printableName(story.account)}, ${story.from} to ${story.to} (${printableName(story.zone)})`, style),
    ...(lookAhead.length === 0
      ? []
      : [`LOOK-AHEAD ${lookAhead.map(printableName).join(", ")}: known only as of today, and used for the past`]),
    ...(story.days.length === 0 ? ["", "Nothing happened in these days."] : []),
    ...dayLines(story.days, style),
  ];
  return `${lines.join("\n")}\n`;
}

/** Each day below an empty line, with what happened on it. */
export function dayLines(days: readonly DayTold[], style: Style): string[] {
  const told = days.map(({ day, entries }) => [day, entries.flatMap(linesOf)] as const);
  const width = Math.min(
    furthestPlace,
    Math.max(0, ...told.flatMap(([, lines]) => lines.map(({ text }) => stringWidth(text)))),
  );
  return told.flatMap(([day, lines]) => [
    "",
    emphasised(`${day} ${weekday(day)}`, style),
    ...lines.map((line) => withPlace(line, width, style)),
  ]);
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
