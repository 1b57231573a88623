/** A change of ten thousand lines is told like any other, and in seconds. */
import { expect, test } from "vitest";
import { compare } from "../../review/diff/diff.ts";
import { scheduleOf } from "./programs.ts";

const model = `
account { arr money contract_start date begins contract_start }
metric logins count per day missing is zero
role csm owns accounts
touch check_in { channel video owner csm effort 25min purpose address_need kind proactive }
`;

/** 2,500 triggers of six lines, four of which hang on the number. */
function many(number: number): string {
  const triggers = Array.from({ length: 2500 }, (_, index) =>
    [
      `trigger t${index} {`,
      `  level ${number === 1 ? "yellow" : "red"}`,
      `  when logins over ${(index % 90) + 1}d < ${number + index}`,
      `  do touch check_in within ${number}h`,
      `  rest ${number}d`,
      "}",
    ].join("\n"),
  );
  return `${model}${triggers.join("\n")}`;
}

test("ten thousand changed lines", () => {
  const [before, after] = [scheduleOf(many(1)), scheduleOf(many(2))];
  const began = process.cpuUsage();
  const { changes } = compare(before, after).diff;
  expect(changes.length).toBe(10_000);
  expect(changes.filter(({ movement }) => movement?.kind === "looser").length).toBe(2500);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(60);
});
