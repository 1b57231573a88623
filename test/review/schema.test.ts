/** The JSON of `playc diff` is as its schema says, and the schema knows every word that the types know. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { compare } from "../../review/diff/diff.ts";
import { type DiffReport, declarationKinds } from "../../review/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileTour, tourFiles } from "../compiler/tour.ts";

const schema = JSON.parse(readFileSync(new URL("../../review/diff.schema.json", import.meta.url), "utf8"));
const hasShape = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

function reportOf(before: Schedule, after: Schedule): DiffReport {
  const side = { kind: "folder", name: ".", commit: null } as const;
  return {
    format: "playc-diff",
    version: 1,
    before: { ...side, digest: before.digest },
    after: { ...side, digest: after.digest },
    changes: compare(before, after).diff.changes,
    texts: null,
    problems: { before: [], after: [] },
    notes: [],
  };
}

test("what differs between the tour and an empty program has the shape", () => {
  const tour = compileTour(tourFiles).schedule!;
  const empty = compile({ files: [], currency: "EUR", readText: () => undefined, exists: () => false }).schedule!;
  for (const report of [reportOf(tour, empty), reportOf(empty, tour), reportOf(tour, tour)]) {
    expect(hasShape(report), JSON.stringify(hasShape.errors)).toBe(true);
  }
  expect(reportOf(empty, tour).changes!.length).toBeGreaterThan(40);
});

test("the schema lists the kinds of declarations", () => {
  expect(schema.$defs.change.properties.kind.enum).toEqual(declarationKinds);
});
