/** What is not a schedule is refused: broken shapes, unknown names, a digest that does not fit, nesting without end. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../schedule/digest.ts";
import type { Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileTour } from "./tour.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const valid = JSON.stringify(compileTour().schedule);

/** Every place of the schedule that the digest covers, as the steps that lead there. */
const places: (string | number)[][] = [];
function collect(value: Json, place: (string | number)[]): void {
  places.push(place);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, [...place, index]);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (place.length > 0 || !["digest", "sources"].includes(name)) collect(member, [...place, name]);
    }
  }
}
collect(JSON.parse(valid), []);

/** The schedule with one value changed and its digest made to fit again. */
function changed(place: (string | number)[], change: (value: Json) => Json): unknown {
  const top: { schedule: Json } = { schedule: JSON.parse(valid) };
  const steps = ["schedule", ...place];
  let holder = top as unknown as Record<string | number, Json>;
  for (const step of steps.slice(0, -1)) holder = holder[step] as Record<string | number, Json>;
  const last = steps[steps.length - 1]!;
  holder[last] = change(holder[last]!);
  return sealed(top.schedule as unknown as Schedule);
}

function sealed(schedule: Schedule): unknown {
  return typeof schedule === "object" && schedule !== null && !Array.isArray(schedule)
    ? { ...schedule, digest: digestOf(schedule) }
    : schedule;
}

const anyPlace = fc.constantFrom(...places);

function isRefused(value: unknown): void {
  expect(validateSchedule(value)).toHaveProperty("problems");
}

/** Some of many, from all over. */
function sampleOf<Item>(items: Item[]): Item[] {
  const step = Math.ceil(items.length / 8);
  return items.filter((_, index) => index % step === 0);
}

/** A value of another kind of JSON. */
function otherKind(value: Json): Json {
  if (typeof value === "string") return 7;
  if (Array.isArray(value)) return {};
  return typeof value === "object" ? [] : typeof value === "number" ? "many" : null;
}

describe("validateSchedule", () => {
  it("refuses a value of another kind, wherever it stands", () => {
    fc.assert(
      fc.property(anyPlace, (place) => isRefused(changed(place, otherKind))),
      { numRuns: 300 },
    );
  });

  it("refuses a member that nobody knows, wherever it stands", () => {
    const objects = places.filter((place) => {
      const value = place.reduce<Json>((at, step) => (at as Record<string | number, Json>)[step]!, JSON.parse(valid));
      return typeof value === "object" && !Array.isArray(value);
    });
    fc.assert(
      fc.property(fc.constantFrom(...objects), fc.constantFrom("extra", "constructor", "Node"), (place, name) => {
        isRefused(changed(place, (value) => ({ ...(value as object), [name]: true })));
      }),
      { numRuns: 100 },
    );
  });

  it("refuses a negative, broken or endless number, wherever it stands", () => {
    const numbers = places.filter((place) => {
      const value = place.reduce<Json>((at, step) => (at as Record<string | number, Json>)[step]!, JSON.parse(valid));
      return typeof value === "number";
    });
    fc.assert(
      fc.property(fc.constantFrom(...numbers), fc.constantFrom(-1, 0.5, 1e300, Number.NaN), (place, number) => {
        isRefused(changed(place, () => number));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    "owner",
    "field",
    "metric",
    "event",
    "touch",
    "calendar",
    "stage",
    "contact",
    "role",
    "begins",
    "ends",
    "key",
    "by",
  ])("refuses an unknown name as `%s`", (name) => {
    const uses = places.filter((place) => place.at(-1) === name);
    expect(uses.length).toBeGreaterThan(0);
    for (const use of sampleOf(uses)) isRefused(changed(use, () => "nowhere"));
  });

  it.each(["segments", "names", "stopOn", "escalations", "cadences", "plays", "values"])(
    "refuses an unknown name in `%s`",
    (name) => {
      const uses = places.filter((place) => place.at(-2) === name && place.length > 2);
      expect(uses.length).toBeGreaterThan(0);
      for (const use of sampleOf(uses))
        isRefused(changed(use, (value) => (typeof value === "string" ? "nowhere" : null)));
    },
  );

  it("refuses content that is not that of its digest", () => {
    const schedule = JSON.parse(valid);
    schedule.touches[0].effortMinutes += 1;
    expect(validateSchedule(schedule)).toEqual({ problems: [expect.stringContaining("digest")] });
  });

  it("does not look at the places for the digest", () => {
    expect(validateSchedule({ ...JSON.parse(valid), sources: {} })).toHaveProperty("schedule");
  });

  it("refuses a name that is there twice", () => {
    const schedule = JSON.parse(valid);
    schedule.tasks.push(schedule.tasks[0]);
    isRefused(sealed(schedule));
  });

  it("refuses a case that is closed by another field than its key", () => {
    const schedule = JSON.parse(valid);
    const case_ = {
      name: "a_case",
      forAll: false,
      key: "id",
      fields: [
        { name: "id", type: "text", optional: false },
        { name: "other", type: "text", optional: false },
      ],
    };
    schedule.events.push({ ...case_, closedBy: { event: "a_case", field: "id" } });
    expect(validateSchedule(sealed(schedule))).toHaveProperty("schedule");
    schedule.events.at(-1).closedBy.field = "other";
    isRefused(sealed(schedule));
  });

  it.each([
    ["lists", (inner: unknown) => [inner]],
    ["objects", (inner: unknown) => ({ inner })],
    ["conditions", (operand: unknown) => ({ node: "not", operand, text: "" })],
  ])("refuses endless %s without running out of stack", (_, wrap) => {
    let value: unknown = { node: "flag", field: "strategic", text: "strategic" };
    for (let level = 0; level < 200_000; level++) value = wrap(value);
    isRefused(value);
    const schedule = JSON.parse(valid);
    schedule.triggers[0].cause = { kind: "when", when: value };
    isRefused(schedule);
  });

  it("refuses what is no object at all", () => {
    for (const value of [null, undefined, 3, "schedule", [], {}, Object.create(null)]) isRefused(value);
  });
});
