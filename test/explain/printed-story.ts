/** Reads a printed story as a person does: which demands it tells of, and which condition a line claims to be so. */
import { expect } from "vitest";
import type { Condition, Schedule, Step } from "../../schedule/types.ts";

const demandOf = /(?:^ {4}|: )(touch|task|alert|start|handoff) (\w+)(?: to (\w+))?: (.*?) +[\w.]+:\d+$/;
const endingOf =
  /^(?:(.*?)(?: \(\w+\))?, )?(done|merged|held|dropped|withdrawn|unserved|still open)(?: (\d{4}-\d\d-\d\d))?(?: \d\d:\d\d)?(?: by (\w+))?(.*)$/;

/** The demands of a story, each as one text: day, kind, name, contact, owner, outcome, day done, channel, late, answered, carried in. */
export function demandsPrinted(lines: readonly string[]): string[] {
  let today = "";
  return lines.flatMap((line) => {
    if (/^\d{4}-/.test(line)) today = line.slice(0, 10);
    const [, kind, name, contact, rest] = demandOf.exec(line) ?? [];
    if (rest === undefined) return [];
    const [, owner, ending, on, channel, notes] = endingOf.exec(rest) ?? [];
    const isDone = ending === "done" && kind !== "start";
    return [
      [
        today,
        kind,
        name,
        contact ?? null,
        owner ?? null,
        ending === "still open" ? "open" : ending,
        isDone ? (on ?? today) : null,
        channel ?? null,
        / late \(/.test(notes!),
        /, answered /.test(notes!),
        /, carried in/.test(notes!),
      ].join("|"),
    ];
  });
}

/** The story with each day by itself: days that are alike stand under one heading. */
export function unfolded(lines: readonly string[]): string[] {
  const blocks: string[][] = [];
  for (const line of lines) {
    if (/^\d{4}-/.test(line)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  const head = lines.slice(0, lines.length - blocks.flat().length);
  return [...head, ...blocks.flatMap(([heading, ...told]) => daysIn(heading!).flatMap((day) => [day, ...told]))];
}

function daysIn(heading: string): string[] {
  const [, from, to] = /^(\S+ \w{3}) to (\S+ \w{3}), /.exec(heading) ?? [];
  if (from === undefined || to === undefined) return heading.split(", ");
  const [, count, apart = "1"] = /, (\d+) (?:days|times, (\d+) days apart)$/.exec(heading)!;
  const days = Array.from({ length: Number(count) }, (_, index) => {
    const day = new Date(Date.parse(from.slice(0, 10)) + index * Number(apart) * 86_400_000);
    return `${day.toISOString().slice(0, 10)} ${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][day.getUTCDay()]}`;
  });
  expect(days.at(-1)).toBe(to);
  return days;
}

interface Claim {
  /** What kind of line claims it, or the path of what does. */
  readonly what: string;
  readonly condition: Condition;
  /** Whether the line needs it to be true, or to be anything else. */
  readonly holds: boolean;
}

/** What a line says of conditions: none for lines that rest on none. */
export function conditionsOf(schedule: Schedule, line: string): Claim[] {
  const claim = (what: string, condition: Condition | undefined, holds: boolean): Claim[] =>
    condition ? [{ what, condition, holds }] : [];
  const [, fired] = /^ {2}trigger (\w+) fires, /.exec(line) ?? [];
  const trigger = schedule.triggers.find(({ name }) => name === fired);
  if (trigger) {
    const { cause } = trigger;
    return claim(trigger.path, cause.kind === "when" ? cause.when : cause.where, true);
  }
  const [, started] = /^ {2}play (\w+) starts: /.exec(line) ?? [];
  if (started) return claim("start", schedule.plays.find(({ name }) => name === started)?.start, true);
  const [, ended, how] = /^ {2}play (\w+), started \S+, is (won|lost)/.exec(line) ?? [];
  if (how) {
    const play = schedule.plays.find(({ name }) => name === ended);
    return claim(how, how === "won" ? play?.win : play?.lose, true);
  }
  return [...segmentClaims(schedule, line, claim), ...stepClaims(schedule, line, claim), ...rungClaims(schedule, line)];
}

type MakeClaim = (what: string, condition: Condition | undefined, holds: boolean) => Claim[];

function segmentClaims(schedule: Schedule, line: string, claim: MakeClaim): Claim[] {
  const [, name, otherwise] = /^ {2}segment (\w+)(?:, was \w+)?: (otherwise, )?/.exec(line) ?? [];
  if (name === undefined) return [];
  if (!otherwise)
    return claim(`segment ${name}`, schedule.segments.find((segment) => segment.name === name)?.when, true);
  return schedule.segments.flatMap(({ when }) => claim(`segment ${name}`, when, false));
}

/** A cadence's step is found by the place of its line. */
function stepClaims(schedule: Schedule, line: string, claim: MakeClaim): Claim[] {
  const [, cadence] = /^ {2}cadence (\w+), /.exec(line) ?? [];
  const [, file, number] = / ([\w.]+):(\d+)$/.exec(line) ?? [];
  const isHere = ({ path, actions }: Step) =>
    [path, ...actions.map((action) => action.path)].some((at) => {
      const place = schedule.sources[at];
      return place?.file === file && place?.line === Number(number);
    });
  const step = schedule.cadences.find(({ name }) => name === cadence)?.steps.find(isHere);
  return step ? [...claim("step when", step.when, true), ...claim("step unless", step.unless, false)] : [];
}

/** Of a skipped rung only the one reason that is its only one can be held against it. */
function rungClaims(schedule: Schedule, line: string): Claim[] {
  const [, ladder, number, skipped] = /^ {2}play \w+, (\w+) rung (\d+) \(after [^)]*\)( is skipped)?/.exec(line) ?? [];
  const rung = schedule.escalations.find(({ name }) => name === ladder)?.rungs[Number(number) - 1];
  if (!rung) return [];
  const [what, climbed] = skipped ? ["rung skipped", false] : ["rung climbed", true];
  if (skipped && rung.unless && rung.while) return [];
  return [
    ...(rung.unless ? [{ what, condition: rung.unless, holds: !climbed }] : []),
    ...(rung.while ? [{ what, condition: rung.while, holds: climbed }] : []),
  ];
}
