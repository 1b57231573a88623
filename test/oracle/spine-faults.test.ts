/** Every planted mistake and every other reading of a whole program makes the comparison differ; without one it does not. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schedule } from "../../schedule/types.ts";
import { type Oracle, openOracle, partOf, read } from "./answers.ts";
import { restedSuffix, type Subject } from "./compare.ts";
import { dataFolder } from "./data-sets.ts";
import { compareLived, type Lived, live, loadSpine, type PartName, type Spine } from "./spine.ts";
import { type Misreading, misreadings } from "./spine-misreadings.ts";
import { plants } from "./spine-plants.ts";

const dataSet = "saas";
const every = 25;

describe.skipIf(dataFolder(dataSet) === undefined)("with one mistake", () => {
  let oracle: Oracle;
  let spine: Spine;
  /** What is lived without a mistake, with the triggers of all that shows one. */
  let clean: Lived;
  const shown = new Set([...plants, ...misreadings].flatMap(({ shownBy }) => shownBy));

  beforeAll(async () => {
    oracle = await openOracle(dataSet, dataFolder(dataSet)!, every);
    spine = await loadSpine(dataSet, dataFolder(dataSet)!, oracle.accounts);
    clean = await lived(spine.subject, [...shown]);
    await oracle.readRun(clean.files);
    for (const { facts } of spine.parts.values()) await oracle.run(facts);
  }, 600_000);
  afterAll(() => {
    clean.close();
    oracle.close();
  });

  test("none: no difference", async () => {
    expect(await differences(spine, clean, [...shown])).toBe(0);
  });

  test.each(plants)("$name: caught", async ({ plant, shownBy, anew = [] }) => {
    const faulty = await lived(plant(spine.subject), shownBy);
    await oracle.readRun(faulty.files);
    await factsOf(spine, anew);
    const found = await differences(spine, faulty, shownBy);
    faulty.close();
    await oracle.readRun(clean.files);
    await factsOf(spine, anew);
    expect(found).toBeGreaterThan(0);
  });

  test.each(misreadings)("$name: caught", async (misreading) => {
    const { file, shownBy, anew = [] } = misreading;
    const text = misread(misreading);
    const shared = file === "shared" || file === "macros";
    const misled = shared ? spine : { ...spine, parts: new Map(spine.parts).set(file, partOf(text, file)) };
    const facts = shared ? anew : [file, ...anew];
    if (shared) await oracle.run(text);
    await factsOf(misled, facts);
    const found = await differences(misled, clean, shownBy);
    if (shared) await oracle.run(read(`${file}.sql`));
    await factsOf(spine, facts);
    expect(found).toBeGreaterThan(0);
  });

  function misread({ file, says, instead }: Misreading): string {
    const text = read(file === "shared" || file === "macros" ? `${file}.sql` : `${dataSet}/${file}.sql`);
    expect(text).toContain(says);
    return text.replaceAll(says, instead);
  }

  async function factsOf({ parts }: Spine, names: readonly PartName[]): Promise<void> {
    for (const name of names) await oracle.run(parts.get(name)!.facts);
  }

  async function differences(asked: Spine, { files, lives, close }: Lived, names: readonly string[]): Promise<number> {
    const { cases, agreements } = await compareLived(asked, { files, lives, close }, oracle, names);
    expect(cases.size + agreements.size).toBe(names.length);
    return [...cases.values(), ...agreements.values()].reduce((sum, each) => sum + each.differences, 0);
  }

  /** Simulates with the triggers of the asked cases, and those that arms name, so that it is quick. */
  function lived({ schedule, ...read }: Subject, names: readonly string[]): Promise<Lived> {
    const cases = names.filter((name) => schedule.triggers.some((trigger) => trigger.name === name));
    return live({ ...read, schedule: { ...schedule, triggers: triggersOf(schedule, cases) } }, cases);
  }

  function triggersOf({ triggers, experiments = [] }: Schedule, cases: readonly string[]): Schedule["triggers"] {
    const inArms = experiments.flatMap(({ arms }) => arms.flatMap((arm) => arm.triggers));
    return triggers.filter(({ name }) => cases.includes(name.replace(restedSuffix, "")) || inArms.includes(name));
  }
});
