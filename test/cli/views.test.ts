/** Small views: text made safe, figures rounded, progress that stays silent for a second, docs that are not stale. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "../../cli/progress.ts";
import { version } from "../../cli/version.ts";
import { hours, mean, percent } from "../../cli/views/figures.ts";
import { styleOf } from "../../cli/views/layout.ts";
import { printable, printableName } from "../../cli/views/printable.ts";
import { cliReference } from "../../scripts/cli-reference.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("nothing printed can move the cursor, hide or turn text", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\u001b[31m", "\u202egnp", "a\u200bb", "\ud800", "\r\n"),
  );
  fc.assert(
    fc.property(fc.array(hostile), (parts) => {
      for (const text of [printable(parts.join("")), printableName(parts.join(""))]) {
        expect(text).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u);
      }
    }),
  );
  expect(printable("a\u001b[31mb")).toBe("a\\u{1b}[31mb");
  expect(printable("Zoë & 日本 👩‍💻".replace("\u200d", ""))).toBe("Zoë & 日本 👩💻");
  expect(printableName("")).toBe('""');
  expect(printableName("x".repeat(200))).toMatch(/^x+\.\.\.x+$/);
});

test.each([
  [0, "0.0"],
  [2, "0.0"],
  [3, "0.1"],
  [9, "0.2"],
  [90, "1.5"],
  [59, "1.0"],
  [6_000_001, "100000.0"],
])("%i minutes are %s hours", (minutes, text) => {
  expect(hours(minutes)).toBe(text);
});

test("shares and means have one decimal, and nothing of nothing is a dash", () => {
  expect([percent(1, 3), percent(0, 5), percent(5, 5), percent(0, 0)]).toEqual(["33.3%", "0.0%", "100.0%", "-"]);
  expect([mean(1, 4), mean(10, 3), mean(0, 0)]).toEqual(["0.3", "3.3", "-"]);
});

test("colours are for terminals that want them", () => {
  const terminal = { isTTY: true, columns: 80 };
  expect(styleOf(terminal, {})).toEqual({ width: 80, colour: true });
  expect(styleOf(terminal, { NO_COLOR: "1" }).colour).toBe(false);
  expect(styleOf(terminal, { TERM: "dumb" }).colour).toBe(false);
  expect(styleOf({ isTTY: false, columns: 0 }, {})).toEqual({ width: 100, colour: false });
});

test.each([
  [true, ["\r\u001b[2Kreading ...", "\r\u001b[2K7 of 9 accounts", "\r\u001b[2K"]],
  [false, ["reading ...\n", "7 of 9 accounts\n"]],
])("progress is silent for a second, then says how far it is (terminal: %s)", async (isTTY, expected) => {
  let now = 0;
  const said: string[] = [];
  const progress = createProgress({ isTTY, write: (text) => said.push(String(text)) > 0 }, () => now);
  progress.phase("reading");
  now = 999;
  vi.advanceTimersByTime(999);
  expect(said).toEqual([]);
  now = 1_000;
  vi.advanceTimersByTime(201);
  now = 9_000;
  const counted = progress.count(7, 9);
  vi.runOnlyPendingTimers();
  await counted;
  progress.end();
  expect(said).toEqual(expected);
});

test("the version is the package's", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(version).toBe(manifest.version);
});

test("docs/cli.md is what the command line says (`npm run generate`)", () => {
  expect(readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8")).toBe(cliReference());
});
