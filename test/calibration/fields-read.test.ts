/** Which fields decide a score: whatever way it reads them, since one known only as of today spoils every figure. */
import { expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { fieldsReadBy } from "../../runtime/calibration/fields-read.ts";

const around = `
account { arr money start date renewal date? seats count region one of north, south joined date? vip flag = false begins start }
metric logins count per day missing is zero
event signed
event ticket { seats count }
stage beginning from start to 30d after
journey way { stage setup { enter from joined leave when seats > 3 } stage use { enter after setup leave on signed } }
segments reviewed every 1 quarter from 2026-01-01 { top when arr in top 20% others otherwise }
models { high when region is north low otherwise }
role csm owns accounts
`;

function fieldsOf(condition: string): string[] {
  const text = `${around}\nhealth fit { use 100 { 100 points when ${condition} } }`;
  const { schedule, diagnostics } = compile({
    files: [{ path: "program.play", text }],
    currency: "USD",
    readText: () => undefined,
    exists: () => false,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!schedule) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return fieldsReadBy(schedule, "fit");
}

test.each([
  ["logins over 7d > 0", []],
  ["seats > 3", ["seats"]],
  ["not vip", ["vip"]],
  ["renewal is known", ["renewal"]],
  ["time to renewal > 30d", ["renewal"]],
  ["region is south", ["region"]],
  ["during beginning", ["start"]],
  ["segment is top", ["arr"]],
  ["model is high", ["region"]],
  ["during use", ["arr", "joined", "seats"]],
  ["time in setup > 30d", ["arr", "joined", "seats"]],
  ["count of ticket where (seats > 2) over 7d = 0", []],
  ["avg ticket.seats over 7d < 4", []],
  ["days with (seats > 3) over 7d > 2", ["seats"]],
] as const)("%s", (condition, fields) => expect(fieldsOf(condition)).toEqual(fields));
