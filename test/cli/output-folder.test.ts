/** Outputs appear together or not at all, and those of two runs never mix. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type OutputFolder, openOutputFolder } from "../../cli/output-folder.ts";

const root = mkdtempSync(join(tmpdir(), "playc-output-"));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true }));

const names = ["ledger.parquet", "play_runs.parquet", "summary.json"];
const newPlace = () => join(root, String(folders++));

function written(folder: string, text: string): OutputFolder {
  const output = openOutputFolder(folder);
  for (const name of names) writeFileSync(join(output.work, name), text);
  return output;
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

const all = (text: string) => Object.fromEntries(names.map((name) => [name, text]));

test("a folder that is not there is made, and holds the files and nothing else", async () => {
  const folder = join(newPlace(), "deep", "down");
  const output = written(folder, "new");
  expect(readdirSync(folder)).toHaveLength(1);
  await output.publish(names);
  output.discard();
  expect(contents(folder)).toEqual(all("new"));
});

test("a run that is given up leaves nothing, not even the folders it made", () => {
  const place = newPlace();
  const output = written(join(place, "deep"), "new");
  output.discard();
  output.discard();
  expect(existsSync(place)).toBe(false);
});

test("a run that is given up leaves the files of the run before as they were", async () => {
  const folder = newPlace();
  await written(folder, "old").publish(names);
  written(folder, "new").discard();
  expect(contents(folder)).toEqual(all("old"));
});

test("when one file cannot be moved, none is, and the earlier ones are back", async () => {
  const folder = newPlace();
  await written(folder, "old").publish(names);
  const output = written(folder, "new");
  await expect(output.publish([...names, "never-written"])).rejects.toThrow(/never-written/);
  output.discard();
  expect(contents(folder)).toEqual(all("old"));
});

test("a folder that stands where a file should is refused and left alone", async () => {
  const folder = newPlace();
  mkdirSync(join(folder, "summary.json", "precious"), { recursive: true });
  const output = written(folder, "new");
  await expect(output.publish(names)).rejects.toMatchObject({ kind: "io" });
  output.discard();
  expect(readdirSync(folder)).toEqual(["summary.json"]);
  expect(readdirSync(join(folder, "summary.json"))).toEqual(["precious"]);
});

test("of runs that end at once, each publishes whole", async () => {
  const folder = newPlace();
  const runs = ["one", "two", "three", "four"].map((text) => written(folder, text));
  await Promise.all(runs.map((run) => run.publish(names)));
  const found = contents(folder);
  expect(new Set(Object.values(found)).size).toBe(1);
  expect(Object.keys(found).sort()).toEqual(names);
});

test("the turn of a run that was killed is taken over; other files in the folder stay", async () => {
  const folder = newPlace();
  mkdirSync(folder);
  // No process has this id: the kernel's largest is 2^22.
  writeFileSync(join(folder, ".playc-turn"), "999999999");
  writeFileSync(join(folder, "notes.txt"), "mine");
  await written(folder, "new").publish(names);
  expect(contents(folder)).toEqual({ ...all("new"), "notes.txt": "mine" });
});
