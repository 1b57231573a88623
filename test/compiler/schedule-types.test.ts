/**
 * The schema and the hand-written types say the same: types are made from the schema, and the TypeScript compiler is
 * asked whether each can stand for the other (docs/decisions/schedule-types.md).
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compile } from "json-schema-to-typescript";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

const schema = JSON.parse(readFileSync(join(root, "schedule/schedule.schema.json"), "utf8"));

/** What the TypeScript compiler says of a program that puts each of the two types in the place of the other. */
async function complaintsAbout(changed: object): Promise<string> {
  const generated = await compile(changed, "Schedule", { ignoreMinAndMaxItems: true, format: false });
  const folder = mkdtempSync(join(tmpdir(), "schedule-types-"));
  try {
    writeFileSync(join(folder, "generated.ts"), generated);
    writeFileSync(join(folder, "both.ts"), bothWays);
    const checks = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipLibCheck"];
    const modules = ["--allowImportingTsExtensions", "--module", "esnext", "--moduleResolution", "bundler"];
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const call = [compiler, ...checks, ...modules, "--types", "", join(folder, "both.ts")];
    const said = await promisify(execFile)(process.execPath, call, { cwd: folder }).catch(
      (failure: { stdout: string }) => failure,
    );
    return said.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An optional member that only one of the two has is no mistake to the compiler, so all are also compared as required. */
const bothWays = `
import type { Schedule as Generated } from "./generated.ts";
import type { Schedule as Written } from "${join(root, "schedule/types.ts")}";
type Whole<T> = T extends (infer Item)[] ? Whole<Item>[] : T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;
export const there = (schedule: Generated): Written => schedule;
export const back = (schedule: Written): Generated => schedule;
export const wholeThere = (schedule: Whole<Generated>): Whole<Written> => schedule;
export const wholeBack = (schedule: Whole<Written>): Whole<Generated> => schedule;
`;

describe("the schema and schedule/types.ts", () => {
  it("can stand for each other", async () => {
    expect(await complaintsAbout(schema)).toBe("");
  });

  it.each([
    ["an optional member", (copy: typeof schema) => delete copy.$defs.metric.properties.doc],
    ["a word of an enum", (copy: typeof schema) => copy.$defs.level.enum.pop()],
    ["a kind of node", (copy: typeof schema) => copy.$defs.condition.oneOf.pop()],
    ["what is required", (copy: typeof schema) => copy.$defs.touch.required.pop()],
  ])("are noticed to differ in %s", async (_, change) => {
    const copy = structuredClone(schema);
    change(copy);
    expect(await complaintsAbout(copy)).not.toBe("");
  });
});
