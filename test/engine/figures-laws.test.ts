/**
 * Figures by segment in times (docs/language.md section 4): a program with them is, for customers who stay in their
 * segment, the program that is written for that segment alone; and for those who move, each figure is asked at its moment.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { FieldValue } from "../../runtime/histories/types.ts";
import type { LedgerRow } from "../../runtime/ledger/types.ts";
import { world } from "../conditions/arbitraries.ts";
import { type AccountText, day, ledger } from "../support/world.ts";
import { choices, plainFor, segmented, withFigures } from "./figures.ts";
import { csm, joined } from "./model.ts";
import { program } from "./programs.ts";

/** What puts a customer of the random worlds where it stands, on all days. */
const standings = [
  { standing: "big", strategic: true, arr: 600_000 },
  { standing: "mid", strategic: false, arr: 600_000 },
  { standing: null, strategic: false, arr: 100_000 },
  { standing: undefined, strategic: false, arr: null },
] as const;

it("says to the customers of a segment what the program written for them says", () => {
  const seen = { rows: 0, runs: 0, fires: 0, differ: 0 };
  const numRuns = 300;
  fc.assert(
    fc.property(program, choices, world, fc.constantFrom(...standings), (plain, numbers, given, customer) => {
      const schedule = withFigures(plain, numbers);
      const always = (value: FieldValue) => [{ from: -Infinity, value }];
      const fields = new Map(given.history.fields);
      fields.set("strategic", always(customer.strategic));
      if (customer.arr === null) fields.delete("arr");
      else fields.set("arr", always(customer.arr));
      const history = { ...given.history, fields };
      const found = createSimulation(schedule, given).run(history);
      const expected = createSimulation(plainFor(schedule, customer.standing), given).run(history);
      expect(found).toEqual(expected);
      seen.rows += found.rows.length;
      seen.runs += found.runs.length;
      seen.fires += found.triggers.reduce((sum, { fires }) => sum + fires, 0);
      const other = createSimulation(plainFor(schedule, "mid"), given).run(history);
      if (JSON.stringify(other.rows) !== JSON.stringify(found.rows)) seen.differ++;
    }),
    { numRuns },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(numRuns / 10);
}, 60_000);

const first = "2026-01-01";
const lastDay = 120;
const date = (number: number) => formatDay(day(first) + number);

type Names = "runway" | "rhythm" | "answer" | "silence" | "length" | "day_meant" | "week_meant";
type Case = "gold" | "silver" | "others";
type Values = Record<Names, Record<Case, string>>;

const length = (most: number) => fc.integer({ min: 1, max: most }).map((amount) => `${amount}d`);
const each = (value: fc.Arbitrary<string>) => fc.record({ gold: value, silver: value, others: value });
const values: fc.Arbitrary<Values> = fc.record({
  runway: each(length(60)),
  rhythm: each(fc.oneof(length(20), fc.constantFrom("1 week", "1 month"))),
  answer: each(fc.oneof(length(9), fc.constantFrom("6h", "3 business days"))),
  silence: each(length(9)),
  length: each(length(40)),
  day_meant: each(fc.integer({ min: 1, max: 40 }).map(String)),
  week_meant: each(fc.integer({ min: 1, max: 6 }).map(String)),
});

/** What hangs on no memory but the once of a date: it is asked again of whatever segment the customer is in. */
const stateless = (v: (name: Names) => string, scope: string, suffix: string) =>
  `
cadence ahead${suffix} before renewal ${scope} { ${v("runway")} touch mail, chat }
cadence rhythm${suffix} from contract_start ${scope} {
  every ${v("rhythm")} touch call within ${v("answer")}
  day ${v("day_meant")} touch review not within ${v("silence")} of bill
  week ${v("week_meant")} touch chat
  from day ${v("day_meant")} every ${v("rhythm")} touch bill, mail in turn
}
trigger asked${suffix} ${scope} { level yellow on ticket do touch chat within ${v("answer")} }
`.replace(" in turn", "");

const remembering = (v: (name: Names) => string, scope: string, suffix: string) => `
trigger quiet${suffix} ${scope} { level green when logins over 2d = 0 do task notes within ${v("answer")} rest ${v("silence")} }
trigger visited${suffix} ${scope} { level green on attended do touch mail within ${v("answer")} rest ${v("runway")} }
play rescue${suffix} ${scope} {
  level red
  start when health < 50
  end after ${v("length")}
  again after ${v("silence")}
  phase early day 1..${v("day_meant")} { touch call expects reply within ${v("answer")} every ${v("silence")} touch mail }
  escalation ladder${suffix}
}
escalation ladder${suffix} { after ${v("silence")} touch review unless reply after 41d touch chat within ${v("answer")} }
play renewing${suffix} ${scope} { level yellow phase ahead ${v("runway")}..0d before renewal { touch review } }
`;

interface Asked {
  values: Values;
  hasOthers: boolean;
}

/** With figures by segment, or with each declaration once for each segment. */
function texts({ values, hasOthers }: Asked, parts: typeof stateless): { together: string; apart: string } {
  const names = Object.keys(values) as Names[];
  const lets = names.map((name) => {
    const { gold, silver, others } = values[name];
    return `let ${name} = gold ${gold}, silver ${silver}${hasOthers ? ` otherwise ${others}` : `, copper ${others}`}`;
  });
  const cases: [Case, string][] = [
    ["gold", "for gold"],
    ["silver", "for silver"],
    ["others", "for copper"],
  ];
  return {
    together: `${segmented} ${lets.join("\n")} ${parts((name) => name, "", "")}`,
    apart: `${segmented} ${cases.map(([which, scope]) => parts((name) => values[name][which], scope, `_${which}`)).join("")}`,
  };
}

const tier = fc.constantFrom("gold", "silver", "bronze", null);
const someDays = fc.uniqueArray(fc.integer({ min: 0, max: lastDay }), { maxLength: 8 });
const account = (tiers: fc.Arbitrary<Record<string, string | null>>): fc.Arbitrary<AccountText> =>
  fc
    .record({ tiers, start: fc.integer({ min: -30, max: 20 }), renewal: fc.integer({ min: 10, max: lastDay }) })
    .chain(({ tiers, start, renewal }) =>
      fc.record({ ticket: someDays, attended: someDays, reply: someDays, health: someDays, logins: someDays }).map(
        ({ ticket, attended, reply, health, logins }): AccountText => ({
          fields: { ...joined(date(start), { renewal: date(renewal) }), tier: tiers },
          people: csm,
          metrics: {
            health: Object.fromEntries(health.map((at, index) => [date(at), index % 2 === 0 ? 30 : 90])),
            logins: Object.fromEntries(logins.map((at) => [date(at), 3])),
          },
          events: {
            ticket: ticket
              .toSorted((a, b) => a - b)
              .map((at) => [`${date(at)}T10:00`, { id: `t${at}`, severity: "low" }]),
            attended: attended.toSorted((a, b) => a - b).map((at) => `${date(at)}T11:00`),
            reply: reply.toSorted((a, b) => a - b).map((at) => `${date(at)}T12:00`),
          },
        }),
      ),
    );
const stays = tier.map((value) => ({ [date(-400)]: value }));
const moves = fc
  .tuple(tier, fc.array(fc.tuple(fc.integer({ min: 1, max: lastDay }), tier), { minLength: 2, maxLength: 6 }))
  .map(([before, changes]) => Object.fromEntries([[date(-400), before], ...changes.map(([at, to]) => [date(at), to])]));

function rowsOf(play: string, who: AccountText): (Omit<LedgerRow, "id"> & { apart: string })[] {
  return ledger({ play, grid: [first, date(lastDay)], accounts: [who] }).map(({ id, ...row }) => {
    const plain = (text: string) => text.replaceAll(/_(gold|silver|others)(?=[/ ]|$)/g, "");
    return { ...row, path: plain(row.path), source: plain(row.source), rule: row.rule && plain(row.rule), apart: id };
  });
}

const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify({ ...row, apart: "" })).sort();

describe("is what is said for each segment apart", () => {
  const asked = fc.record({ values, hasOthers: fc.boolean() });
  it("of everything, for customers who stay in their segment", () => {
    let rows = 0;
    fc.assert(
      fc.property(asked, account(stays), (given, who) => {
        const { together, apart } = texts(given, (...of) => stateless(...of) + remembering(...of));
        const found = rowsOf(together, who);
        expect(inOrder(found)).toEqual(inOrder(rowsOf(apart, who)));
        rows += found.length;
      }),
      { numRuns: 100 },
    );
    expect(rows).toBeGreaterThan(500);
  }, 60_000);

  it("of cadences and deadlines, for customers who move: what comes once for a date does not come again", () => {
    let again = 0;
    fc.assert(
      fc.property(asked, account(moves), (given, who) => {
        const { together, apart } = texts(given, stateless);
        const all = rowsOf(apart, who);
        const seen = new Set<string>();
        const once = all
          .toSorted((a, b) => a.dated - b.dated || a.readyAt - b.readyAt)
          .filter(({ path, occurrence, apart: id }) => {
            const isOnce = /ahead|step\/[23]/.test(path);
            const key = isOnce ? `${path}|${occurrence.split("/")[0]}` : id.replaceAll(/_(gold|silver|others)/g, "");
            return !seen.has(key) && seen.add(key);
          });
        again += all.length - once.length;
        expect(inOrder(rowsOf(together, who))).toEqual(inOrder(once));
      }),
      { numRuns: 200 },
    );
    expect(again).toBeGreaterThan(10);
  }, 60_000);
});
