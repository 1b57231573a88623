/** What each account adds to measures and to the return: the rows that their figures are sums of. */
import type { Contribution } from "../measures/tally.ts";
import type { Cell, Table } from "./tables.ts";

export const measures: Table = {
  name: "measures",
  doc: "a row an account, measure and part, and one for each reason why something of it could not be judged",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "measure", type: "VARCHAR", doc: "the measure's name" },
    {
      name: "part",
      type: "VARCHAR",
      doc: "`with` or `without` what `by` asks for; `rest`: that is unknown, or the measure has no `by`",
    },
    { name: "units", type: "INTEGER", doc: "how many accounts, runs, touches or events were judged" },
    {
      name: "x",
      type: "DOUBLE",
      doc: "below the line: their number or, of revenue, what was paid then, in minor units",
    },
    {
      name: "y",
      type: "DOUBLE",
      doc: "above the line: those that count, days, changes in base units, or what is paid now; the figure is sum(y) / sum(x)",
    },
    { name: "waiting", type: "INTEGER", doc: "of a time: 1 when it has not come yet" },
    {
      name: "days",
      type: "INTEGER",
      doc: "of a time: how many days it took or, while it is waited for, takes at least",
    },
    { name: "reason", type: "VARCHAR", doc: "why it could not be judged; none for what was" },
    { name: "unknown", type: "INTEGER", doc: "how many could not be judged for that reason" },
  ],
  *rowsOf({ account, measures: contributions }) {
    for (const each of contributions) yield* rowsOfContribution(account, each);
  },
};

function* rowsOfContribution(account: string, { measure, part, tally }: Contribution): Generator<Cell[]> {
  const { units, x, y, waiting, days, unknown } = tally;
  const [first] = days.keys();
  if (units > 0 || waiting > 0) {
    yield [account, measure, part, units, Number(x), Number(y), waiting, first ?? null, null, 0];
  }
  for (const [reason, count] of [...unknown].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield [account, measure, part, 0, 0, 0, 0, null, reason, count];
  }
}

export const roi: Table = {
  name: "roi",
  doc: "a row an account and line of `roi` that it has anything of; lines by the calendar have none",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "line", type: "VARCHAR", doc: "`cost salaries`, `benefit expansion`" },
    { name: "times", type: "INTEGER", doc: "demands, touches, won runs or events" },
    {
      name: "units",
      type: "DOUBLE",
      doc: "what the amount is multiplied with: minutes of hours, of a share the field's values in minor units, else the times",
    },
    { name: "unknown", type: "INTEGER", doc: "times left out because the field was unknown" },
  ],
  *rowsOf({ account, returns }) {
    for (const { line, times, units, unknown } of returns) yield [account, line, times, Number(units), unknown];
  },
};
