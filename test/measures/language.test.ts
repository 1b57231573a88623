/** Measures and the return as text: how they are read, laid out, taken of libraries, and what is refused of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileProjectText, told } from "../compiler/libraries-support.ts";
import { compileWithShared } from "../compiler/support.ts";
import { formatted, meaningOf } from "../format/support.ts";

const model = readFileSync(join(import.meta.dirname, "project/model.play"), "utf8");
const goals = readFileSync(join(import.meta.dirname, "project/measures.play"), "utf8");

const errorsOf = (text: string) =>
  compileWithShared(text)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code }) => code);

describe("layout", () => {
  it("stays as it is, and is the same for any white space", () => {
    expect(formatted(goals)).toBe(goals);
    // Comments end with their line.
    const squeezed = goals.replace(/^#.*\n/gm, "").replace(/\s+/g, " ");
    const spread = squeezed.replace(/ /g, "\n");
    for (const text of [squeezed, spread]) {
      const once = formatted(text);
      expect(formatted(once)).toBe(once);
      expect(meaningOf(once)).toEqual(meaningOf(text));
    }
  });

  it("keeps comments and breaks what is long", () => {
    const text = `measure m { # why
      share of accounts when (health >= 80 and arr >= $100000 and strategic) or (health >= 90 and count of reply over 90d >= 1) # so
      among strategic target > 70% # most
    }`;
    const once = formatted(text);
    expect(formatted(once)).toBe(once);
    for (const comment of ["# why", "# so", "# most"]) expect(once).toContain(comment);
  });
});

describe("libraries", () => {
  const libraries = { house: model + goals };
  const own = "segments { mine otherwise }\n";

  it("give measures and the return with what they need", () => {
    const { schedule, diagnostics } = compileProjectText({
      play: `${own}use house { measure promoters, first_use roi }`,
      libraries: { house: libraries.house.replace("segments { all otherwise }", "") },
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(schedule!.measures!.map(({ name }) => name)).toEqual(["first_use", "promoters"]);
    expect(schedule!.events.map(({ name }) => name)).toEqual(expect.arrayContaining(["nps", "first_value"]));
    expect([schedule!.roi!.lines.length, schedule!.account.begins, schedule!.account.ends]).toEqual([
      10,
      "contract_start",
      "churned_on",
    ]);
    expect(validateSchedule(JSON.parse(JSON.stringify(schedule)))).toHaveProperty("schedule");
  });

  it("are replaced by name, the return as a whole", () => {
    const replaced = compileProjectText({
      play: `use house { measure * roi }
        replace measure promoters { share of nps where (score >= 10) }
        replace roi { cost all $1 per month benefit some $2 per reply }`,
      libraries,
    });
    expect(told(replaced).filter((each) => !each.startsWith("PLAY107"))).toEqual([]);
    expect(replaced.schedule!.measures!.find(({ name }) => name === "promoters")!.text).toBe(
      "share of nps where (score >= 10)",
    );
    expect(replaced.schedule!.roi!.lines.map(({ path }) => path)).toEqual(["cost all", "benefit some"]);
  });
});

describe("what is refused", () => {
  it.each([
    ["measure m { share of accounts when health >= 80 share of nps where (score >= 9) }", ["PLAY302"]],
    ["measure m { target > 3% }", ["PLAY301"]],
    ["measure m { gross churn of seats over 1 year }", ["PLAY217"]],
    ["measure m { gross churn of churned_on over 1 year }", ["PLAY217"]],
    ["measure m { share of nps where (logins > 3) }", ["PLAY308"]],
    ["measure m { share of accounts when health >= 80 target > 70d }", ["PLAY203"]],
    ["measure m { share of accounts when health >= 80 target 80%..70% }", ["PLAY218"]],
    ["measure m { share of accounts when health >= 80 target 101%..150% }", ["PLAY440"]],
    ["measure m { mean change of health 30d after touch none }", ["PLAY102"]],
    ["roi { cost all $1 per month }", ["PLAY301"]],
    ["roi { cost all 30% per month benefit some $1 per reply }", ["PLAY301"]],
    ["roi { cost all $1 per month cost all $2 per month benefit some $1 per reply }", ["PLAY106"]],
    [
      "roi { cost all $1 per month benefit some $1 per reply }\nroi { cost all $1 per month benefit some $1 per reply }",
      ["PLAY108"],
    ],
  ])("%s", (text, codes) => {
    expect(errorsOf(text)).toEqual(codes);
  });

  it.each([
    "measure",
    "measure {",
    "measure m { share of",
    "measure m { by x }",
    "roi { cost }",
    "roi { benefit b 3 per",
    "measure m { median }",
  ])("half of one: %s", (text) => {
    expect(errorsOf(text)).not.toEqual([]);
  });
});
