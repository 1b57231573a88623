/** Accounts given to people by rule: against a plain reading of docs/language.md section 18, and the laws it promises. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AssignRule } from "../../project/team-types.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { FieldChange } from "../../runtime/histories/types.ts";
import { type AccountSeen, Dealer } from "../../runtime/people/assign.ts";
import { changesOf, digestOf, manifestOfAssignments } from "../../runtime/people/assignments.ts";
import type { Candidate } from "../../runtime/people/candidates.ts";
import { createPerson } from "../../runtime/people/person.ts";
import { policyOf } from "../calendar/policies.ts";

const lastDay = 12;

interface Hand {
  name: string;
  minutes: number;
  from: number;
  to: number;
  region: string | undefined;
}

interface Seen {
  life: [number, number] | undefined;
  named: [number, string | undefined][];
  regions: [number, string | undefined][];
}

interface World {
  hands: Hand[];
  accounts: Seen[];
  rule: AssignRule["rule"];
  by: boolean;
  again: number[];
}

const candidatesOf = ({ hands, by }: World): Candidate[] =>
  hands.map(({ name, minutes, from, to, region }) => ({
    name,
    values: new Set(by && region !== undefined ? [region] : []),
    members: [
      createPerson(
        { name, roles: ["csm"], from, to, ...(minutes < Infinity && { hoursPerWeekMinutes: minutes }) },
        { policy: policyOf(undefined), zone: "UTC", members: [], away: [] },
      ),
    ],
  }));

/** Who is there: the names of the data are bounded before they come to the rule. */
const changes = (list: [number, string | undefined][]): FieldChange[] => list.map(([from, value]) => ({ from, value }));

function dealt(world: World, last = lastDay): (string | undefined)[][] {
  const rule = { rule: world.rule, again: world.again.map(formatDay), ...(world.by && { by: "region" }) };
  const dealer = new Dealer("csm", rule, candidatesOf(world), { from: 0, to: last });
  for (const { life, named, regions } of world.accounts) {
    const seen: AccountSeen = {
      life: life && life[0] <= last ? { from: life[0], to: Math.min(life[1], last) } : undefined,
      named: changes(named),
      values: world.by ? changes(regions) : [],
    };
    dealer.add(seen);
  }
  const assignments = dealer.finish();
  return world.accounts.map((_, account) => {
    const own = changesOf(assignments, account);
    return Array.from({ length: last + 1 }, (_, day) => {
      const value = own.findLast(({ from }) => from <= day)?.value;
      return typeof value === "string" ? value : undefined;
    });
  });
}

/** Day by day, everybody asked every day, everything looked up by going through all. */
function byReading(world: World): (string | undefined)[][] {
  const { hands, accounts } = world;
  const held: (string | undefined)[] = accounts.map(() => undefined);
  const kept: (string | undefined)[][] = accounts.map(() => []);
  const turns = new Map<string, number>();
  let turn = 0;
  const isWeighed = world.rule === "least_loaded" && hands.every(({ minutes }) => minutes < Infinity);
  const weight = (hand: Hand) => (isWeighed ? hand.minutes : 1);
  for (let day = 0; day <= lastDay; day++) {
    const there = hands.filter(({ from, to }) => from <= day && day <= to);
    const at = (list: [number, string | undefined][]) => list.findLast(([from]) => from <= day)?.[1];
    const isCustomer = ({ life }: Seen) => life !== undefined && life[0] <= day && day <= life[1];
    const load = (hand: Hand) => held.filter((owner) => owner === hand.name).length;
    const group = (account: Seen): Hand[] => {
      if (!world.by) return there;
      const region = at(account.regions);
      const matching = there.filter((hand) => region !== undefined && hand.region === region);
      return matching.length > 0 ? matching : there.filter((hand) => hand.region === undefined);
    };
    const turnOf = ({ name }: Hand) => turns.get(name) ?? 0;
    const pick = (account: Seen): string | undefined => {
      const [first, ...others] = group(account);
      if (!first) return undefined;
      const best = others.reduce((found, hand) => {
        if (world.rule === "round_robin") return turnOf(hand) < turnOf(found) ? hand : found;
        return load(hand) * weight(found) < load(found) * weight(hand) ? hand : found;
      }, first);
      turns.set(best.name, ++turn);
      return best.name;
    };
    for (const [index, account] of accounts.entries()) if (!isCustomer(account)) held[index] = undefined;
    for (const [index, account] of accounts.entries()) {
      if (!isCustomer(account)) continue;
      const named = at(account.named);
      if (named !== undefined) held[index] = named;
      else if (!there.some(({ name }) => name === held[index])) {
        held[index] = undefined;
        held[index] = pick(account);
      }
    }
    if (world.again.includes(day)) {
      const free = accounts
        .flatMap((account, index) => (isCustomer(account) && at(account.named) === undefined ? [index] : []))
        .sort((one, other) => accounts[one]!.life![0] - accounts[other]!.life![0] || one - other);
      const groups = new Map<string, number[]>();
      for (const index of free) {
        const hands = group(accounts[index]!).map(({ name }) => name);
        if (held[index] === undefined || !hands.includes(held[index]!)) {
          const picked = pick(accounts[index]!);
          held[index] = picked;
        }
        if (held[index] !== undefined) groups.set(hands.join(), [...(groups.get(hands.join()) ?? []), index]);
      }
      for (const [key, indexes] of groups) {
        const own = there.filter(({ name }) => key.split(",").includes(name));
        for (;;) {
          const givers = own.filter(({ name }) => indexes.some((index) => held[index] === name && !moved(index)));
          const most = givers.reduce<Hand | undefined>(
            (found, hand) => (found && load(hand) * weight(found) <= load(found) * weight(hand) ? found : hand),
            undefined,
          );
          const least = own.reduce((found, hand) =>
            load(hand) * weight(found) < load(found) * weight(hand) ? hand : found,
          );
          if (!most || (load(least) + 1) * weight(most) >= load(most) * weight(least)) break;
          const index = indexes.findLast((one) => held[one] === most.name && !moved(one))!;
          movedOn.add(`${day} ${index}`);
          held[index] = least.name;
        }
      }
      function moved(index: number): boolean {
        return movedOn.has(`${day} ${index}`);
      }
    }
    for (const [index, account] of accounts.entries()) {
      const before = kept[index]![day - 1];
      kept[index]!.push(isCustomer(account) ? held[index] : before);
    }
  }
  return kept;
}
const movedOn = new Set<string>();

const dayOfWorld = fc.integer({ min: 0, max: lastDay });
const textChanges = (texts: (string | undefined)[]): fc.Arbitrary<Seen["named"]> =>
  fc
    .uniqueArray(fc.tuple(dayOfWorld, fc.constantFrom(...texts)), { maxLength: 3, selector: ([from]) => from })
    .map((list) => list.sort(([one], [other]) => one - other));
const worlds: fc.Arbitrary<World> = fc
  .record({
    hands: fc.array(
      fc.record({
        minutes: fc.constantFrom(60, 60, 90, 600, Infinity),
        from: fc.oneof(fc.constant(-Infinity), dayOfWorld),
        stays: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 6 })),
        region: fc.constantFrom("east", "west", undefined),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    accounts: fc.array(
      fc.record({
        life: fc.option(fc.tuple(dayOfWorld, dayOfWorld), { nil: undefined, freq: 6 }),
        named: fc.oneof(fc.constant<Seen["named"]>([]), textChanges(["h0", "h1", "Zoe", undefined])),
        regions: textChanges(["east", "west", "north", undefined]),
      }),
      { maxLength: 12 },
    ),
    rule: fc.constantFrom<AssignRule["rule"]>("least_loaded", "round_robin"),
    by: fc.boolean(),
    again: fc.uniqueArray(dayOfWorld, { maxLength: 2 }),
  })
  .map(({ hands, accounts, ...rest }) => ({
    ...rest,
    hands: hands.map(({ stays, ...hand }, index) => ({
      ...hand,
      name: `h${index}`,
      to: Math.max(hand.from, 0) + stays,
    })),
    accounts: accounts.map((account) => ({
      ...account,
      life: account.life && ([Math.min(...account.life), Math.max(...account.life)] as [number, number]),
    })),
  }))
  // Names come bounded to the days on which they are there.
  .map((world) => ({
    ...world,
    accounts: world.accounts.map((account) => ({
      ...account,
      named: Array.from({ length: lastDay + 1 }, (_, day): [number, string | undefined] => {
        const name = account.named.findLast(([from]) => from <= day)?.[1];
        const hand = world.hands.find((one) => one.name === name);
        return [day, hand && (day < hand.from || day > hand.to) ? undefined : name];
      }).filter(([, name], index, all) => index === 0 || all[index - 1]![1] !== name),
    })),
  }));

describe("dealing accounts", () => {
  test("is what reading the rules day by day gives", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        movedOn.clear();
        expect(dealt(world)).toEqual(byReading(world));
      }),
      { numRuns: 1_000 },
    );
  });

  test("reads nothing of later days", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: lastDay }), (world, last) => {
        const whole = dealt(world).map((days) => days.slice(0, last + 1));
        expect(dealt(world, last)).toEqual(whole);
      }),
    );
  });

  test("a customer who comes later, last in order of id, changes nothing of days before", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: lastDay }), (world, first) => {
        const newcomer: Seen = { life: [first, lastDay], named: [], regions: [] };
        const untilThen = (days: (string | undefined)[][]) => days.map((own) => own.slice(0, first));
        const more = { ...world, accounts: [...world.accounts, newcomer] };
        expect(untilThen(dealt(more).slice(0, -1))).toEqual(untilThen(dealt(world)));
      }),
    );
  });

  test("by least load stays within one account of each other for equal hours, whatever comes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(dayOfWorld, { maxLength: 40 }), (people, firsts) => {
        const hands = Array.from({ length: people }, (_, index) => ({
          ...{ name: `h${index}`, minutes: 60, from: -Infinity, to: Infinity, region: undefined },
        }));
        const accounts = firsts.map((first): Seen => ({ life: [first, lastDay], named: [], regions: [] }));
        const owners = dealt({ hands, accounts, rule: "least_loaded", by: false, again: [] });
        for (let day = 0; day <= lastDay; day++) {
          const loads = hands.map(({ name }) => owners.filter((own) => own[day] === name).length);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("weighs hours: who has three times the hours gets three times the accounts", () => {
    const hand = (name: string, minutes: number): Hand => ({
      name,
      minutes,
      from: -Infinity,
      to: Infinity,
      region: undefined,
    });
    const accounts = Array.from({ length: 40 }, (): Seen => ({ life: [0, lastDay], named: [], regions: [] }));
    const owners = dealt({
      hands: [hand("a", 600), hand("b", 1800)],
      accounts,
      rule: "least_loaded",
      by: false,
      again: [],
    });
    expect(owners.filter((own) => own[0] === "b")).toHaveLength(30);
  });

  test("moves the fewest accounts that make loads even, newest customers first, on a stated day", () => {
    const hands: Hand[] = [
      { name: "a", minutes: 60, from: -Infinity, to: Infinity, region: undefined },
      { name: "b", minutes: 60, from: 5, to: Infinity, region: undefined },
    ];
    const accounts = [0, 1, 2, 3].map((first): Seen => ({ life: [first, lastDay], named: [], regions: [] }));
    const world: World = { hands, accounts, rule: "least_loaded", by: false, again: [8] };
    expect(dealt(world).map((own) => [own[7], own[8]])).toEqual([
      ["a", "a"],
      ["a", "a"],
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  test("is told in the manifest by person and day, with a digest of every fact", () => {
    const hands: Hand[] = [
      { name: "a", minutes: 60, from: 0, to: 4, region: undefined },
      { name: "b", minutes: 60, from: 0, to: 9, region: undefined },
    ];
    const world: World = { hands, accounts: [], rule: "round_robin", by: false, again: [] };
    const dealer = () => {
      const one = new Dealer("csm", { rule: "round_robin", again: [] }, candidatesOf(world), { from: 0, to: lastDay });
      for (let index = 0; index < 3; index++) one.add({ life: { from: 0, to: lastDay }, named: [], values: [] });
      return one.finish();
    };
    const [told] = manifestOfAssignments([dealer()]);
    expect(told).toEqual({
      role: "csm",
      rule: "round_robin",
      again: [],
      digest: digestOf(dealer()),
      people: [
        {
          person: "a",
          days: [
            { on: "1970-01-01", got: 2, gave: 0 },
            { on: "1970-01-06", got: 0, gave: 2 },
          ],
        },
        {
          person: "b",
          days: [
            { on: "1970-01-01", got: 1, gave: 0 },
            { on: "1970-01-06", got: 2, gave: 0 },
            { on: "1970-01-11", got: 0, gave: 3 },
          ],
        },
      ],
    });
  });
});
