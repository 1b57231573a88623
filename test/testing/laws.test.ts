/** What holds of all tests: they change nothing, they are data, and their lines are straight. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { lineBetween } from "../../compiler/testing/line.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { TestPlan } from "../../schedule/tests.ts";
import { acme, compiled, program } from "./support.ts";

const root = join(import.meta.dirname, "../..");
const playbooks = readFileSync(join(root, "playbooks/saas/tests.play"), "utf8");
const small = `test "one" { ${acme} history acme { logins 3, unknown from 2026-01-06 } expect touch call for acme on 2026-01-12 }`;

describe("tests change nothing", () => {
  it("in the schedule, to the byte", () => {
    const bytes = (tests: string) => JSON.stringify(compiled(tests).schedule);
    expect(bytes(small)).toBe(bytes(""));
  });

  it("in what is said of the program: what only a test names is used by nobody", () => {
    const unused = `${program}\ntouch idle { channel phone owner csm effort 1min purpose open_dialogue kind proactive }`;
    const codes = (tests: string) => compiled(tests, unused).diagnostics.map(({ code, span }) => [code, span]);
    expect(codes("")).toHaveLength(1);
    expect(codes(`test "one" { ${acme} expect no touch idle for acme by 2026-01-12 }`)).toEqual(codes(""));
  });
});

describe("a plan", () => {
  it("is data: read back from JSON it has the same results", () => {
    const { schedule, tests } = compiled(small);
    const again = JSON.parse(JSON.stringify(tests)) as TestPlan;
    expect(again).toEqual(tests);
    const run = (plan: TestPlan) => runTests({ schedule: schedule!, plan, zone: "Europe/London" });
    expect(JSON.stringify(run(again))).toBe(JSON.stringify(run(tests!)));
  });

  it("does not depend on the order of a test's items", () => {
    const items = [
      acme,
      "account acme from 2026-01-10 { arr $5K tier gold }",
      'people acme { csm "Dana" }',
      "people acme from 2026-01-12 { csm nobody }",
      "history acme { logins 5, 6 from 2026-01-06 reply on 2026-01-08 }",
      "history acme { logins 1 to 9 from 2026-01-08 to 2026-01-12 }",
      "expect touch call for acme unserved by 2026-01-19",
    ];
    const resultsOf = (order: readonly string[]) => {
      const { schedule, tests } = compiled(`test "one" { ${order.join(" ")} }`);
      const { tests: results, coverage } = runTests({ schedule: schedule!, plan: tests!, zone: "UTC" });
      return JSON.stringify([results.map(({ expectations: _, ...rest }) => rest), coverage]);
    };
    const usual = resultsOf(items);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (order) => {
        expect(resultsOf(order)).toBe(usual);
      }),
      { numRuns: 12 },
    );
  });
});

describe("the layout of tests", () => {
  it("is that of the repository's own, and survives being written on one line", () => {
    expect(format("tests.play", playbooks)).toEqual({ kind: "formatted", text: playbooks });
    const line = small.replaceAll("\n", " ");
    const once = format("tests.play", line);
    if (once.kind !== "formatted") throw new Error("not formatted");
    expect(format("tests.play", once.text)).toEqual(once);
  });
});

describe("a line between two values", () => {
  it("is straight, and rounded half to even", () => {
    const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 400 }), (first, last, days) => {
        const line = lineBetween(first, last, days);
        expect(line).toHaveLength(days);
        expect(line[0]).toBe(first);
        if (days > 1) expect(line.at(-1)).toBe(last);
        for (const [index, value] of line.entries()) {
          // Twice the distance from the exact value, times the steps: at most the steps, and then an even value.
          const steps = BigInt(Math.max(days - 1, 1));
          const exact = BigInt(first) * steps + BigInt(last - first) * BigInt(days === 1 ? 0 : index);
          const distance = 2n * (BigInt(value) * steps - exact);
          const far = distance < 0n ? -distance : distance;
          expect(far <= steps && (far < steps || value % 2 === 0)).toBe(true);
        }
      }),
    );
  });
});
