/** The site of a program with a thousand declarations. */
import { expect, it } from "vitest";
import { siteOf } from "../../cli/docs-site/site.ts";
import { scheduleOf } from "../support/world.ts";

it("stays small with a thousand declarations", () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join("\n");
  const large = scheduleOf(`
    account { contract_start date arr money begins contract_start }
    metric logins count per day missing is zero
    role csm owns accounts
    segments { big when arr >= $10K  small otherwise }
    ${many(400, (index) => `touch t${index} { channel email owner csm effort 5min purpose give_insight kind educational }`)}
    ${many(400, (index) => `trigger r${index} for big { level green when logins over ${index + 1}d = 0 do touch t${index} rest 30d }`)}
    ${many(200, (index) => `cadence c${index} for small from contract_start { day ${index + 1} touch t${index} }`)}
  `);
  const files = siteOf("many", large);
  const size = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  expect(files.size).toBeGreaterThan(1000);
  expect(size).toBeLessThan(4_000_000);
});
