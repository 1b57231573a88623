/** Books: which accounts hang together through people, by laws; and what of people a run's identity holds. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { accountsOf, booksOf } from "../../runtime/books/books-of.ts";
import type { Staff } from "../../runtime/histories/types.ts";
import { createTeam } from "../../runtime/people/team.ts";
import { digestOfPeople } from "../../runtime/people-given.ts";
import type { Role } from "../../schedule/types.ts";
import { policyOf } from "../calendar/policies.ts";

const roles: Role[] = [
  { name: "csm", kind: "person", ownsAccounts: true },
  { name: "lead", kind: "person", ownsAccounts: false },
];
/** `p0` to `p3` are people, the last two of them a pool; nobody said how many hours `free` has. */
const people = [0, 1, 2, 3].map((index) => ({
  ...{ name: `p${index}`, roles: [], hoursPerWeekMinutes: 600, pool: index > 1 ? "desk" : undefined },
}));
const team = createTeam({
  schedule: { policy: policyOf(undefined), team: [], covers: [] },
  roster: { people: [...people, { name: "free", roles: [] }] },
  owners: new Map(),
  zone: "UTC",
});
const name = fc.constantFrom("p0", "p1", "p2", "desk", "free", "stranger", undefined);
const account = fc.record({ csm: fc.array(name, { maxLength: 2 }), lead: name, recorded: name });
const servedBy = (owner: string | undefined) =>
  owner === undefined ? [] : owner === "desk" ? ["p2", "p3"] : /^p\d$/.test(owner) ? [owner] : [];

test("every account is in one book, and two are in the same exactly where people with finite hours join them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(account, { maxLength: 14 }), async (accounts) => {
      async function* histories() {
        for (const { csm, lead, recorded } of accounts) {
          const held = csm.map((value, from) => ({ from, value }));
          const touch = { at: 0, day: 0, kind: "touch" as const, name: "t", channel: undefined, demand: undefined };
          yield {
            people: new Map([
              ["csm", held],
              ["lead", [{ from: 0, value: lead }]],
            ]),
            touches: [{ ...touch, owner: recorded === "desk" ? undefined : recorded }],
          };
        }
      }
      const books = await booksOf(histories(), roles, team);
      const numbers: number[] = [];
      for (let book = 0; book + 1 < books.starts.length; book++) {
        for (const ordinal of accountsOf(books, book)) {
          expect(numbers[ordinal]).toBeUndefined();
          numbers[ordinal] = book;
        }
      }
      // Groups by spreading the least number until nothing changes.
      const names = accounts.map(({ csm, lead, recorded }) => [
        ...[...csm, lead].flatMap(servedBy),
        ...(recorded === "desk" ? [] : servedBy(recorded)),
      ]);
      const least = accounts.map((_, index) => index);
      for (let changed = true; changed; ) {
        changed = false;
        for (const [one, own] of names.entries()) {
          for (const [other, others] of names.entries()) {
            if (least[other]! < least[one]! && own.some((each) => others.includes(each))) {
              least[one] = least[other]!;
              changed = true;
            }
          }
        }
      }
      expect(numbers).toHaveLength(accounts.length);
      for (const [one, number] of numbers.entries()) {
        for (const [other, otherNumber] of numbers.entries()) {
          expect(number === otherNumber, `${one} and ${other}`).toBe(least[one] === least[other]);
        }
      }
    }),
  );
});

test("the digest of people holds their hours and time off, and not the order of rows", () => {
  const staff = (more: Partial<NonNullable<Staff["roster"]>> = {}): { staff: Staff } => ({
    staff: { roster: { people, ...more }, owners: new Map(), rules: new Map(), zone: "UTC" },
  });
  const digest = digestOfPeople(staff());
  expect(digestOfPeople(staff({ people: [...people].reverse() }))).toBe(digest);
  expect(digestOfPeople(staff({ away: new Map([["p0", [{ from: 1, to: 2 }]]]) }))).not.toBe(digest);
  expect(digestOfPeople(staff({ people: people.slice(1) }))).not.toBe(digest);
});
