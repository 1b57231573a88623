/** What was really delivered, as the story of an account tells it. */
import { expect, test } from "vitest";
import { hours } from "../engine/model.ts";
import { told, worldOf } from "./world.ts";

const text = `policy { ${hours} otherwise drop } trigger gone { level red on sponsor_left do touch call within 3d }`;

test("each record stands on its day, with what it settled, and the demand says that it is on record", () => {
  const lines = told(
    worldOf(text, {
      events: { sponsor_left: ["2026-01-06T10:00"] },
      touches: [
        ["2026-01-06", "review", { owner: "Eli" }],
        ["2026-01-08T18:30", "call", { owner: "Zoe", channel: "phone" }],
        ["2026-01-09T09:00", "call"],
      ],
    }),
  );
  expect(lines.filter((line) => /deliver|call/.test(line))).toEqual([
    "2026-01-06    touch call: Zoe (csm), done 2026-01-08 18:30 by phone, on record",
    "2026-01-06  delivered review (Eli): asked for by nothing in the program",
    "2026-01-08  delivered call at 18:30 by phone (Zoe): settles what trigger gone asked 2026-01-06",
    "2026-01-09  delivered call at 09:00: asked for by nothing in the program",
  ]);
});

test("in a part of the days, only the records of that part", () => {
  const touches: [string, string][] = [
    ["2026-01-06", "review"],
    ["2026-02-06", "review"],
  ];
  const lines = told(worldOf(text, { touches }, { range: { from: "2026-02-01", to: "2026-02-28" } }));
  expect(lines.filter((line) => line.includes("delivered"))).toEqual([
    "2026-02-06  delivered review: asked for by nothing in the program",
  ]);
});
