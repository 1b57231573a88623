/** The worked examples: they compile without a word, and the SaaS one says everything the language can say. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkProject } from "../../cli/compile-project.ts";
import type { Schedule } from "../../schedule/types.ts";

const playbooks = fileURLToPath(new URL("../../playbooks", import.meta.url));
const projects = ["saas", "wholesale", "learning"];

/** Compiled once: the tests only read it. */
const checked = new Map(projects.map((project) => [project, checkProject(`${playbooks}/${project}`)]));

function scheduleOf(project: string): Schedule {
  const { schedule, report } = checked.get(project)!;
  if (!schedule) throw new Error(report.text);
  return schedule;
}

/** Every value under `name`, wherever it stands. */
function valuesUnder(tree: unknown, name: string): unknown[] {
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...valuesUnder(value, name),
  ]);
}

describe.each(projects)("the project %s", (project) => {
  const folder = `${playbooks}/${project}`;

  it("compiles without errors and without warnings", () => {
    expect(checked.get(project)!.report.text).toMatch(/^0 errors, 0 warnings in /);
  });

  it("has the templates it names, and names the templates it has", () => {
    const named = new Set(scheduleOf(project).touches.flatMap((touch) => touch.template ?? []));
    const kept = readdirSync(`${folder}/templates`).map((file) => `templates/${file}`);
    expect([...named].sort()).toEqual(kept.sort());
  });

  it("asks its templates for fields that every account has (CH4)", () => {
    const fields = new Set(scheduleOf(project).account.fields.map((field) => field.name));
    for (const file of readdirSync(`${folder}/templates`)) {
      const wanted = [...readFileSync(`${folder}/templates/${file}`, "utf8").matchAll(/\{account\.(\w+)/g)].map(
        (match) => match[1]!,
      );
      expect(
        wanted.filter((field) => !fields.has(field)),
        file,
      ).toEqual([]);
    }
  });

  it("says where its data comes from", () => {
    expect(readFileSync(`${folder}/README.md`, "utf8")).toMatch(/synthetic|CC BY 4\.0/);
  });
});

/** Rows of the handbook that the SaaS example carries. */
const rows = [
  ...["TM1", "TM2", "TM3", "TM4", "TM5", "TM6"],
  ...["CA1", "CA2", "CA3", "CA4", "CA5", "CA6", "CA8", "CA9", "CA10"],
  ...Array.from({ length: 19 }, (_, at) => `TR${at + 1}`),
  ...["AL1", "AL2", "AL3", "HS6"],
  ...["PL1", "PL2", "PL3", "PL4", "PL5", "PL6", "PL7", "PL8", "PL9"],
];

describe("the SaaS example", () => {
  it.each(rows)("carries %s of the handbook", (row) => {
    const docs = valuesUnder(scheduleOf("saas"), "doc").map(String);
    expect(docs.some((doc) => new RegExp(`\\b${row}\\b`).test(doc))).toBe(true);
  });

  it("has every kind of declaration", () => {
    const { format, version, digest, currency, sources, policy, ...lists } = scheduleOf("saas");
    const { hours, merge, otherwise, ...restraints } = policy;
    expect({ hours, merge, otherwise }).toEqual({
      hours: expect.anything(),
      merge: expect.anything(),
      otherwise: expect.anything(),
    });
    for (const [name, list] of Object.entries({ ...lists, ...restraints })) {
      expect(Object.keys(list).length, name).toBeGreaterThan(0);
    }
  });

  it("has every form of condition and of value", () => {
    const used = new Set(valuesUnder(scheduleOf("saas"), "node"));
    const forms = [
      ...["and", "or", "not", "compare", "flag", "event_flag", "member", "segment", "band", "known", "change"],
      ...["becomes", "for", "open_case", "during_stage", "during_calendar", "outside", "happened"],
      ...["literal", "field", "event_field", "metric", "window", "share", "event_count", "event_values"],
      ...["days_with", "time_since", "time_to", "time_since_event", "time_since_done"],
    ];
    expect(forms.filter((form) => !used.has(form))).toEqual([]);
  });

  it("has every kind of step, action and baseline", () => {
    const kinds = new Set(valuesUnder(scheduleOf("saas"), "kind"));
    const expected = [
      ...["every", "day", "week", "every_from", "before"],
      ...["touch", "task", "alert", "start"],
      ...["span", "since_start", "usual"],
      ...["when", "on", "run", "flow", "level", "person", "shared", "machine"],
    ];
    expect(expected.filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
