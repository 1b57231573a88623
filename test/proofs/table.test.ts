/** The table of what is proved names every code of a proof, and none that is not there. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { codes, definitionOf } from "../../compiler/diagnostics/table.ts";

const page = readFileSync(new URL("../../docs/decisions/proofs.md", import.meta.url), "utf8");
const named = new Set([...page.matchAll(/PLAY\d{3}/g)].map(([code]) => code));

it("names every proof once", () => {
  const proofs = codes.filter((code) => code >= "PLAY600" && code < "PLAY662");
  expect(proofs.filter((code) => !named.has(code))).toEqual([]);
  expect(proofs.length).toBeGreaterThan(50);
});

it("names nothing else", () => expect([...named].filter((code) => !definitionOf(code))).toEqual([]));
