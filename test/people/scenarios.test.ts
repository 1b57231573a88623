/** Laws of what a scenario makes of a plan (docs/people.md): nothing changed is the plan, and only what is asked for changes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Failure } from "../../cli/failure.ts";
import { failureText } from "../../cli/views/failure.ts";
import { readScenario } from "../../cli/what-if/text.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { AccountHistory, Histories, Staff } from "../../runtime/histories/types.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { teamOf } from "../../runtime/people/peopled.ts";
import { applied, type Ready } from "../../runtime/scenarios/apply.ts";
import type { Change } from "../../runtime/scenarios/change.ts";
import { simulate } from "../../runtime/simulate.ts";
import { surveyed } from "../../runtime/survey-accounts.ts";
import { hours, joined, model } from "../engine/model.ts";
import { type AccountText, day, historyOf, scheduleOf } from "../support/world.ts";

const grid = { from: day("2026-01-01"), to: day("2026-03-31") };
const schedule = scheduleOf(`${model} policy { ${hours} } team { csm 30h per week 50% for plays }
  cadence c from contract_start { every 1 week touch call }`);
const names = ["Ann", "Bo", "Cy"];

/** As opened from files; `owners` by account, "" for nobody. */
function opened(owners: readonly string[], staff: Partial<Staff> = {}): Histories {
  const accounts = owners.map((owner, index): AccountHistory => {
    const id = `a${String(index).padStart(3, "0")}`;
    const account: AccountText = { id, fields: joined("2026-01-01"), people: owner === "" ? {} : { csm: owner } };
    return { ...historyOf(account, schedule, grid), ordinal: index };
  });
  const stream = async function* (from = 0, to = accounts.length) {
    yield* accounts.slice(from, to);
  };
  const those = async function* (ordinals: readonly number[]) {
    for (const ordinal of ordinals) yield accounts[ordinal]!;
  };
  return {
    grid,
    covers: new Map(),
    count: accounts.length,
    summary: { tables: [], lookAhead: [], unmapped: { people: [], metrics: [], events: [] } },
    accounts: (places) => (places?.ordinals ? those(places.ordinals) : stream(places?.from, places?.to)),
    everybody: () => stream(),
    idsIn: async () => undefined,
    quarantine: async function* () {},
    close: async () => {},
    staff: {
      owners: new Map([["csm", new Set(owners.filter((owner) => owner !== ""))]]),
      rules: new Map(),
      zone: "UTC",
      ...staff,
    },
  };
}

async function outcomesOf({ schedule: own, histories }: Ready<Histories>): Promise<AccountOutcome[]> {
  const outcomes: AccountOutcome[] = [];
  await simulate({ schedule: own, histories, sink: (outcome) => outcomes.push(outcome) });
  return outcomes;
}

const changesIn = (text: string) => readScenario(text, schedule.roles).changes as readonly Change[];

async function scenario(histories: Histories, text: string): Promise<Ready<Histories>> {
  return applied({ schedule, histories }, { changes: changesIn(text) });
}

async function plan(histories: Histories): Promise<Ready<Histories>> {
  return { schedule, histories: await surveyed(schedule, histories) };
}

async function ownersOn(histories: Histories, when: string): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for await (const { id, people } of histories.accounts()) {
    const value = (people.get("csm") ?? []).findLast(({ from }) => from <= day(when))?.value;
    owners.set(id, typeof value === "string" ? value : "");
  }
  return owners;
}

const owners = fc.array(fc.constantFrom(...names, "Ann", "Ann", ""), { minLength: 1, maxLength: 25 });
const someRuns = { numRuns: 25 };

describe("a scenario", () => {
  it("that changes nothing is the plan", async () => {
    await fc.assert(
      fc.asyncProperty(
        owners,
        fc.constantFrom("csm +0", "accounts +0%", "csm -0 from 2026-02-01"),
        async (who, text) => {
          const histories = opened(who);
          expect(await outcomesOf(await scenario(histories, text))).toEqual(await outcomesOf(await plan(histories)));
        },
      ),
      someRuns,
    );
  });

  it("with more people changes nothing before their day, moves accounts to them alone, and evens out as far as it goes", async () => {
    await fc.assert(
      fc.asyncProperty(owners, fc.integer({ min: 1, max: 3 }), async (who, number) => {
        fc.pre(who.some((name) => name !== ""));
        const histories = opened(who);
        const { histories: more } = await scenario(histories, `csm +${number} from 2026-02-10`);
        const before = await ownersOn(histories, "2026-02-09");
        expect(await ownersOn(more, "2026-02-09")).toEqual(before);
        const after = await ownersOn(more, "2026-02-10");
        const newcomers = Array.from({ length: number }, (_, index) => `csm new ${index + 1}`);
        const loads = new Map([...new Set(who), ...newcomers].filter((name) => name !== "").map((name) => [name, 0]));
        for (const [id, owner] of after) {
          // Who has nobody keeps nobody: the plan is short of the same people.
          if (before.get(id) === "") expect(owner).toBe("");
          else loads.set(owner, loads.get(owner)! + 1);
        }
        const sizes = [...loads.values()];
        const unowned = who.filter((name) => name === "").length;
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1 + unowned);
        expect(await ownersOn(more, "2026-03-31")).toEqual(after);
      }),
      someRuns,
    );
  });

  it("with fewer people hands the accounts of those who go to those who stay, and no others", async () => {
    await fc.assert(
      fc.asyncProperty(owners, async (who) => {
        const there = [...new Set(who)].filter((name) => name !== "").sort();
        fc.pre(there.length > 1);
        const histories = opened(who);
        const { histories: fewer } = await scenario(histories, "csm -1 from 2026-02-10");
        const before = await ownersOn(histories, "2026-02-09");
        const after = await ownersOn(fewer, "2026-02-10");
        const gone = there.at(-1)!;
        for (const [id, owner] of before) {
          if (owner !== gone) expect(after.get(id)).toBe(owner);
          else expect(there.slice(0, -1)).toContain(after.get(id));
        }
      }),
      someRuns,
    );
  });

  it("gives people other hours from a day on, and time off", async () => {
    const histories = opened(["Ann", "Bo"]);
    const minutes = async (text: string, when: string) => {
      const { schedule: own, histories: changed } = await scenario(histories, text);
      return teamOf(own, changed.staff!).people.get("Ann")!.minutesOn(day(when));
    };
    expect(await minutes("csm 30h per week", "2026-02-09")).toBe(180);
    expect(await minutes("csm 40h per week", "2026-02-09")).toBe(240);
    expect(await minutes("csm 40h per week from 2026-02-09", "2026-02-06")).toBe(180);
    expect(await minutes("csm 40h per week from 2026-02-09", "2026-02-09")).toBe(240);
    expect(await minutes("Ann away 2026-02-09..2026-02-10", "2026-02-10")).toBe(0);
    expect(await minutes("Ann away 2026-02-09..2026-02-10", "2026-02-11")).toBe(180);
    await expect(scenario(histories, "Anne away 2026-02-09..2026-02-10")).rejects.toThrow(/Nobody is called Anne/);
    await expect(scenario(histories, "csm -3 from 2026-02-09")).rejects.toThrow(/there are 2 people with that role/);
  });
});

describe("more accounts", () => {
  const idsOf = async (histories: Histories, from?: number, to?: number) => {
    const ids: string[] = [];
    const places = from === undefined ? undefined : { from, to: to! };
    for await (const { id } of histories.accounts(places)) ids.push(id);
    return ids;
  };

  it("are copies beside their originals, in the order of ids, whichever stretch is asked for", async () => {
    await fc.assert(
      fc.asyncProperty(
        owners,
        fc.integer({ min: -100, max: 330 }),
        fc.nat(40),
        fc.nat(40),
        async (who, percent, a, b) => {
          const histories = opened(who);
          const sign = percent < 0 ? "-" : "+";
          const { histories: more } = await scenario(histories, `accounts ${sign}${Math.abs(percent)}%`);
          const ids = await idsOf(more);
          expect(ids).toHaveLength(Math.round((who.length * (100 + percent)) / 100));
          expect(more.count).toBe(ids.length);
          expect(ids).toEqual([...new Set(ids)].sort());
          const [from, to] = [Math.min(a, b, ids.length), Math.min(Math.max(a, b), ids.length)];
          expect(await idsOf(more, from, to)).toEqual(ids.slice(from, to));
          const some = ids.map((_, ordinal) => ordinal).filter((ordinal) => (ordinal * 7 + a) % 3 > 0);
          const found: [number | undefined, string][] = [];
          for await (const { ordinal, id } of more.accounts({ ordinals: some })) found.push([ordinal, id]);
          expect(found).toEqual(some.map((ordinal) => [ordinal, ids[ordinal]]));
        },
      ),
      someRuns,
    );
  });

  it("do as their originals do, with the same owners", async () => {
    const histories = opened(["Ann", "Bo", "Cy", ""]);
    const outcomes = await outcomesOf(await scenario(histories, "accounts +200%"));
    expect(outcomes).toHaveLength(12);
    const plain = ({ rows }: AccountOutcome) =>
      rows.map(({ path, occurrence, owner, outcome, doneAt }) => [path, occurrence, owner, outcome, doneAt]);
    for (const [index, outcome] of outcomes.entries()) {
      expect(plain(outcome)).toEqual(plain(outcomes[index - (index % 3)]!));
    }
  });

  it("of a greater share hold all those of a smaller, and fewer of a smaller share too", async () => {
    const histories = opened(Array.from({ length: 40 }, () => "Ann"));
    let last: readonly string[] = [];
    for (const text of ["-100%", "-60%", "-10%", "+0%", "+15%", "+50%", "+140%"]) {
      const ids = await idsOf((await scenario(histories, `accounts ${text}`)).histories);
      expect(ids).toEqual(expect.arrayContaining([...last]));
      last = ids;
    }
  });
});

describe("the text of a scenario", () => {
  const roles = schedule.roles;
  it("has a name, changes and dates", () => {
    expect(readScenario(" two more: csm +2 from 2026-03-01; csm 35h per week ", roles)).toMatchObject({
      name: "two more",
      change: "csm +2 from 2026-03-01; csm 35h per week",
      changes: [
        { kind: "people", role: "csm", number: 2, from: day("2026-03-01") },
        { kind: "hours", role: "csm", minutes: 2100, from: undefined },
      ],
    });
    const text = 'arr >= $100K and (plan = "a;b: c") accounts -20.5%; Dana O\'Neil away 2026-08-01..2026-08-20';
    const { name, changes } = readScenario(text, roles);
    expect(name).toBe(text);
    expect(changes).toMatchObject([
      { kind: "accounts", condition: { text: 'arr >= $100K and (plan = "a;b: c")', at: 0 }, share: -205_000 },
      { kind: "away", person: "Dana O'Neil", days: { from: day("2026-08-01"), to: day("2026-08-20") } },
    ]);
  });

  it.each([
    ["csn +2", "Did you mean `csm`?", 2, 3],
    ["manager +2", "`manager` is a shared role", 2, 7],
    ["csm +2 from march", "A date is written like 2026-03-01.", 14, 5],
    ["x: csm +2; ", "There is no change here.", 13, 1],
    ["csm plenty", "It cannot be read.", 2, 10],
    ["csm 200h per week", "A week has 168 hours.", 6, 13],
    ["Dana away 2026-08-20..2026-08-01", "ends before it begins", 12, 22],
    ["accounts -120%", "fewer by 100%", 11, 5],
  ])("is refused with a mark under what is wrong: %s", (text, message, column, length) => {
    let failure: unknown;
    try {
      readScenario(text, roles);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ kind: "usage" });
    const [said, shown, mark] = failureText(failure as Failure).split("\n");
    expect(said).toContain(message);
    expect(shown).toBe(`  ${text}`);
    expect(mark).toBe(`${" ".repeat(column)}${"^".repeat(length)}`);
  });

  it("never crashes, whatever it is", () => {
    const words = fc.constantFrom(
      "csm",
      "+",
      "-",
      "2",
      "%",
      "accounts",
      "away",
      "from",
      "2026-03-01",
      "..",
      ";",
      ":",
      '"',
      "\\",
      " ",
      "h per week",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((all) => all.join(" ")),
        ),
        (text) => {
          try {
            for (const change of readScenario(text, roles).changes)
              expect(formatDay(grid.from) + change.kind).toBeTruthy();
          } catch (error) {
            expect(error).toMatchObject({ name: "Failure", kind: "usage" });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
