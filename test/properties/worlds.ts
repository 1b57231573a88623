/** Random small inputs for one program that uses everything: rows of the CSV files of a few accounts. */
import fc from "fast-check";
import { hours, model } from "../engine/model.ts";

/** All kinds of work in one program, with every rule of admission at work. */
export const program = `${model}
policy { ${hours} limit 2 touches per 5d except red  limit 1 email per 2d  limit 1 touch per interval  quiet 2d after review
  consent email by mail_ok  phone by phone_ok  merge touches within 2d with the same owner  otherwise defer up to 4d then drop }
cadence rhythm from contract_start { every 1 week touch mail not within 3d of review  every 1 month at once touch review  day 3 touch chat  week 2 touch call }
cadence runway before renewal { 14d touch bill  7d touch call unless health >= 80 }
trigger drop for plain { level yellow when logins falls > 30% week over week do touch chat within 48h rest 7d }
trigger spike { level red when count of ticket where (severity is critical) over 7d >= 2 do task notes touch call within 1 business day }
trigger gone { level red on sponsor_left do start rescue alert manager within 1 business day }
play rescue { level yellow start when health < 50 win when health >= 80 for 3d end after 20d again after 5d pauses cadence rhythm
  phase reach day 1..4 { touch call expects reply within 4d } phase hold day 5..20 { every 3d touch chat } escalation ladder }
escalation ladder { after 3d touch chat to sponsor unless reply  after 6d alert manager while health < 50 stop on attended }
play renewing { level green phase near 20d..0d before renewal { task notes touch call } }
`;

export const projectFile = `
currency: USD
time_zone: { column: tz, default: UTC }
account: { file: accounts.csv, key: id }
people:
  csm: { column: owner }
  sponsor: { column: boss }
events:
  reply: { file: happened.csv, key: id, at: at, where: "kind = 'reply'", covers: 2026-01-01..2026-03-31 }
  attended: { file: happened.csv, key: id, at: at, where: "kind = 'attended'", covers: 2026-01-01..2026-03-31 }
  sponsor_left: { file: happened.csv, key: id, at: at, where: "kind = 'left'", covers: 2026-01-01..2026-03-31 }
  ticket: { file: tickets.csv, key: account, at: at, fields: { id: ticket }, covers: 2026-01-01..2026-03-31 }
metrics: { file: usage.csv, key: id, day: day, columns: { logins: logins, health: health }, covers: 2026-01-01..2026-03-31 }
`;

export interface Rows {
  accounts: string[];
  usage: string[];
  happened: string[];
  tickets: string[];
}

export const headers: Record<keyof Rows, string> = {
  accounts: "id,tz,contract_start,renewal,churned_on,vip,mail_ok,phone_ok,interval,owner,boss",
  usage: "id,day,logins,health",
  happened: "id,at,kind",
  tickets: "account,at,ticket,severity",
};

const date = fc
  .integer({ min: 0, max: 89 })
  .map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10));
const instant = fc
  .tuple(date, fc.integer({ min: 0, max: 23 }))
  .map(([day, hour]) => `${day} ${String(hour).padStart(2, "0")}:00:00`);
const flag = fc.constantFrom("true", "false", "");
const or = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant("" as const));

/** The rows of one account; its id is given. */
export function accountRows(id: string): fc.Arbitrary<Rows> {
  return fc.record({
    accounts: fc
      .tuple(
        fc.constantFrom("", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"),
        date,
        or(date),
        or(date),
        flag,
        flag,
        flag,
        fc.constantFrom("", "7d", "1 month"),
        fc.constantFrom("", "Dana", "Eli"),
        fc.constantFrom("", "Ana"),
      )
      .map(([zone, start, renewal, churned, ...rest]) => {
        const end = churned && churned < start ? "" : churned;
        return [[id, zone, start, renewal, end, ...rest].join(",")];
      }),
    usage: fc
      .uniqueArray(fc.tuple(date, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 100 })), {
        maxLength: 25,
        selector: ([day]) => day,
      })
      .map((days) => days.map((values) => [id, ...values].join(","))),
    happened: fc
      .uniqueArray(fc.tuple(fc.oneof(instant, date), fc.constantFrom("reply", "attended", "left")), {
        maxLength: 8,
        selector: (values) => values.join(),
      })
      .map((events) => events.map((values) => [id, ...values].join(","))),
    tickets: fc
      .uniqueArray(fc.tuple(instant, fc.integer({ min: 1, max: 99 }), fc.constantFrom("low", "critical")), {
        maxLength: 6,
        selector: ([at, ticket]) => `${at}${ticket}`,
      })
      .map((tickets) => tickets.map((values) => [id, ...values].join(","))),
  });
}

/** Rows of several accounts together. */
export function together(parts: readonly Rows[]): Rows {
  return {
    accounts: parts.flatMap((part) => part.accounts),
    usage: parts.flatMap((part) => part.usage),
    happened: parts.flatMap((part) => part.happened),
    tickets: parts.flatMap((part) => part.tickets),
  };
}

/** The same rows in an order drawn by chance. */
export function shuffled(rows: Rows, seed: number): Rows {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const mix = (list: readonly string[]) =>
    list
      .map((row) => ({ row, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
  return {
    accounts: mix(rows.accounts),
    usage: mix(rows.usage),
    happened: mix(rows.happened),
    tickets: mix(rows.tickets),
  };
}
