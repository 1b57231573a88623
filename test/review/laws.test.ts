/**
 * What must be so of every comparison: nothing differs from itself, however it is laid out and ordered; whatever differs is
 * told; and the way back tells the same with the sides exchanged.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import { compare } from "../../review/diff/diff.ts";
import type { Change, Movement } from "../../review/types.ts";
import { canonicalJson, digestOf } from "../../schedule/digest.ts";
import { hasShape } from "../../schedule/shape.ts";
import type { Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileTour, tourFiles } from "../compiler/tour.ts";
import { program } from "../engine/programs.ts";
import { formatted, wordsOf } from "../format/support.ts";
import { howOften } from "../support/how-often.ts";
import { cases, templates } from "./corpus-cases.ts";
import { everything, everythingText, scheduleOf, standard } from "./programs.ts";

const tour = compileTour().schedule!;
const changesOf = (before: Schedule, after: Schedule) => compare(before, after).diff.changes;

describe("nothing has changed", () => {
  it.each([
    ["the tour", tour],
    ["the standard playbooks", standard],
    ["everything", everything],
  ])("between %s and itself", (_title, schedule) => {
    expect(changesOf(schedule, structuredClone(schedule))).toEqual([]);
  });

  it("between a random program and itself", () => {
    fc.assert(
      fc.property(program, (given) => {
        expect(changesOf(given, structuredClone(given))).toEqual([]);
      }),
      { numRuns: howOften(500, 20) },
    );
  });

  it("when a program is formatted, its declarations stand in another order, or there are other comments", () => {
    const laidOut = tourFiles.map(({ path, text }) => ({ path, text: `# a remark\n${formatted(text)}` }));
    expect(changesOf(tour, compileTour(laidOut).schedule!)).toEqual([]);
    const backwards = tourFiles.map(({ path, text }) => {
      const { declarations } = parse(path, text).file;
      const pieces = declarations.map(({ span, ...others }) => {
        const doc = "doc" in others && others.doc ? `${others.doc.replace(/^/gm, "## ")}\n` : "";
        return doc + text.slice(span.start, span.end);
      });
      return { path, text: pieces.reverse().join("\n") };
    });
    expect(changesOf(tour, compileTour(backwards).schedule!)).toEqual([]);
  });

  it("whatever the order of declarations, white space and comments, and once that is formatted", () => {
    const written = [
      ...cases.flatMap(({ before, after }) => [[before, templates.before] as const, [after, templates.after] as const]),
      [everythingText, undefined] as const,
    ];
    const space = fc.constantFrom(" ", "  ", "\t", "\n", "\n\n  ", "\r\n", " # why\n", "\n# a remark\n");
    fc.assert(
      fc.property(
        fc.constantFrom(...written).chain(([text, others]) => {
          const { declarations } = parse("program.play", text).file;
          const words = declarations.map(({ span }) => wordsOf(text.slice(span.start, span.end)));
          const gaps = fc.array(space, { minLength: 1, maxLength: 40 });
          const order = fc.shuffledSubarray(words, { minLength: words.length });
          return fc.record({ plain: fc.constant(words), order, gaps, others: fc.constant(others) });
        }),
        ({ plain, order, gaps, others }) => {
          const before = scheduleOf(plain.flat().join(" "), others);
          const otherwise = order.flat().map((word, index) => word + gaps[index % gaps.length]);
          for (const text of [otherwise.join(""), formatted(otherwise.join(""))]) {
            const after = scheduleOf(text, others);
            expect(changesOf(before, after)).toEqual([]);
            expect(after.digest).toBe(before.digest);
          }
        },
      ),
      { numRuns: howOften(3000, 40) },
    );
  });
});

// ---- whatever differs is told ----------------------------------------------------------------------------------------

/** Members whose order, or the words themselves, follow from others or say nothing. */
const unsaid: ReadonlySet<string> = new Set(["path", "sources", "digest", "format", "version"]);

type Steps = readonly (string | number)[];

/** Every value of a schedule that is no object or list, by the way to it. */
function* leavesOf(value: unknown, way: Steps = []): Generator<Steps> {
  if (typeof value !== "object" || value === null) yield way;
  else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* leavesOf(member, [...way, index]);
  } else {
    for (const [key, member] of Object.entries(value)) if (!unsaid.has(key)) yield* leavesOf(member, [...way, key]);
  }
}

type Edit = "other" | "without";

/** A schedule with one value edited; undefined where that is no schedule, or nothing is there to edit so. */
function edited(schedule: Schedule, way: Steps, edit: Edit): Schedule | undefined {
  const copy = structuredClone(schedule);
  let owner: unknown = copy;
  for (const step of way.slice(0, -1)) owner = memberOf(owner, step);
  const last = way[way.length - 1]!;
  if (typeof owner !== "object" || owner === null) return undefined;
  if (edit === "other") Object.assign(owner, { [last]: otherThan(memberOf(owner, last)) });
  else if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else Reflect.deleteProperty(owner, last);
  return hasShape(copy) ? copy : undefined;
}

/** Whether it may be compared at all: what no program can be is refused where a schedule is read. */
const isProgram = (schedule: Schedule) => "schedule" in validateSchedule({ ...schedule, digest: digestOf(schedule) });

/** Whether the words for a value stand beside it, or it is a name, so that other words do not follow from another value. */
function isSpoken(schedule: Schedule, way: Steps): boolean {
  let value: unknown = schedule;
  for (const step of way) {
    if (typeof value === "object" && value !== null && ("text" in value || "goalText" in value)) return true;
    value = memberOf(value, step);
  }
  return ["name", "file"].includes(String(way.at(-1)));
}

function memberOf(owner: unknown, step: string | number): unknown {
  return typeof owner === "object" && owner !== null ? Reflect.get(owner, step) : undefined;
}

function otherThan(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return `${value}x`;
}

describe("whatever differs is told", () => {
  it.each([
    ["everything", everything, 150],
    ["the standard playbooks", standard, 30],
  ])("of %s, value by value", (_title, schedule, inCi) => {
    const ways = [...leavesOf(schedule)];
    const each = Math.max(1, Math.floor((2 * ways.length) / howOften(2 * ways.length, inCi)));
    const unseen: string[] = [];
    let tried = 0;
    for (const [index, way] of ways.flatMap((one) => [[one, "other"] as const, [one, "without"] as const]).entries()) {
      if (index % each !== 0) continue;
      const other = edited(schedule, way[0], way[1]);
      if (!other || canonicalJson(other) === canonicalJson(schedule)) continue;
      tried++;
      const changes = changesOf(schedule, other);
      if (changes.length === 0 && isProgram(other)) unseen.push(`${way[1]} ${way[0].join("/")}`);
      for (const { what, text, weight, clause } of changes) {
        if (
          what === "changed" &&
          weight === "meaning" &&
          !isSpoken(schedule, way[0]) &&
          text.before === text.after &&
          isProgram(other)
        ) {
          unseen.push(`${clause} is told in the same words: ${text.before} at ${way[0].join("/")}`);
        }
      }
    }
    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(inCi / 4);
  });
});

// ---- the way back ----------------------------------------------------------------------------------------------------

const turnedMovement: Record<Movement["kind"], Movement["kind"]> = {
  equal: "equal",
  alike: "alike",
  stricter: "looser",
  looser: "stricter",
  disjoint: "disjoint",
  neither: "neither",
  unproved: "unproved",
};
const turnedWhat: Record<Change["what"], Change["what"]> = {
  added: "removed",
  removed: "added",
  renamed: "renamed",
  changed: "changed",
  order: "order",
};

const turned = <T extends { before: unknown; after: unknown }>({ before, after, ...others }: T) => ({
  ...others,
  before: after,
  after: before,
});

function mirrored({ movement, name, within, text, places, paths, what, ...others }: Change) {
  return {
    ...others,
    what: turnedWhat[what],
    name: turned(name),
    within: within.map(turned),
    text: turned(text),
    places: turned(places),
    paths: turned(paths),
    movement: movement && {
      kind: turnedMovement[movement.kind],
      lost: movement.gained,
      gained: movement.lost,
      because: movement.because,
    },
  };
}

const asSet = (changes: readonly unknown[]) => changes.map((change) => canonicalJson(change)).sort();

describe("the way back", () => {
  it("tells the same with the sides exchanged, of random programs", () => {
    fc.assert(
      fc.property(program, program, (before, after) => {
        const there = changesOf(before, after);
        expect(asSet(changesOf(after, before))).toEqual(asSet(there.map(mirrored)));
      }),
      { numRuns: howOften(1000, 20) },
    );
  });

  it("tells the same of programs that people wrote", () => {
    for (const [before, after] of [
      [tour, everything],
      [standard, tour],
    ] as const) {
      expect(asSet(changesOf(after, before))).toEqual(asSet(changesOf(before, after).map(mirrored)));
    }
  });
});
