/**
 * The three triggers as one would write them by hand for this one program: rows through DuckDB, one loop over typed
 * arrays, running sums, integers instead of conditions. Nothing is checked, nothing explained, no ledger written.
 *
 *   node bench/triggers/hand-loop.mjs FOLDER sorted|shuffled [ACCOUNTS]     prints {"fires":{...}}, of the first accounts
 */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { DAYS, FIRST_DAY } from "./data.mjs";

/** What the triggers do with one account after another. */
export class HandLoop {
  fires = { login_drop: 0, few_users: 0, nothing_bought: 0 };
  logins = new Int32Array(DAYS);
  users = new Int32Array(DAYS);
  /** Millionths, and cents: whole numbers, so that sums and comparisons are exact. */
  share = new Int32Array(DAYS);
  revenue = new Int32Array(DAYS);

  /** Forgets the account before: flows are zero where nothing is recorded, levels carry (-1: not known yet). */
  begin() {
    this.logins.fill(0);
    this.users.fill(-1);
    this.share.fill(-1);
    this.revenue.fill(0);
  }

  /** Runs the days from `first`, the day the account begins, or 0. */
  end(first) {
    const { logins, users, share, revenue, fires } = this;
    let [now, before, bought] = [0, 0, 0];
    let [lastUsers, lastShare] = [-1, -1];
    // How many days `users < 5` has been true, and the last day on which it was false.
    let [lowFor, lastHigh] = [0, -7];
    let [dropArmed, dropRests] = [true, -1];
    let [fewArmed, fewRests] = [true, -1];
    let [nothingArmed, nothingRests] = [true, -1];
    // What was recorded before the account began carries into its life.
    for (let day = 0; day < first; day++) {
      if (users[day] >= 0) lastUsers = users[day];
      if (share[day] >= 0) lastShare = share[day];
    }
    for (let day = first; day < DAYS; day++) {
      const age = day - first;
      now += logins[day];
      bought += revenue[day];
      if (age >= 7) {
        now -= logins[day - 7];
        before += logins[day - 7];
      }
      if (age >= 14) {
        before -= logins[day - 14];
        bought -= revenue[day - 14];
      }
      if (users[day] >= 0) lastUsers = users[day];
      if (share[day] >= 0) lastShare = share[day];

      if (age >= 13 && before > 0) {
        if (10 * (before - now) <= 3 * before) dropArmed = true;
        else if (dropArmed && day >= dropRests) {
          dropArmed = false;
          dropRests = day + 30;
          fires.login_drop++;
        }
      }

      lowFor = lastUsers >= 0 && lastUsers < 5 ? lowFor + 1 : 0;
      if (lastUsers >= 5) lastHigh = day;
      if (lowFor >= 7) {
        if (fewArmed && day >= fewRests) {
          fewArmed = false;
          fewRests = day + 14;
          fires.few_users++;
        }
      } else if (day - lastHigh < 7) fewArmed = true;

      if (age >= 13 && bought === 0 && lastShare >= 0 && lastShare < 250_000) {
        if (nothingArmed && day >= nothingRests) {
          nothingArmed = false;
          nothingRests = day + 30;
          fires.nothing_bought++;
        }
      } else if (lastShare >= 250_000 || (age >= 13 && bought > 0)) nothingArmed = true;
    }
  }
}

/** Rows of `usage.parquet` as numbers, in order of account and day, each with the day its account begins. */
export function rowsSql(folder, accounts) {
  const day = (column) => `cast(${column} - date '${FIRST_DAY}' as integer)`;
  return `
    with account as (
      select id, cast(row_number() over (order by id) - 1 as integer) as number,
        greatest(0, ${day("customer_since")}) as first
      from '${join(folder, "accounts.parquet")}')
    select number, first, ${day("day")} as day, logins, users, cast(round(share * 1000000) as integer) as share,
      cast(round(revenue * 100) as integer) as revenue
    from '${join(folder, "usage.parquet")}' join account using (id)
    ${accounts === undefined ? "" : `where number < ${accounts}`} order by number, day`;
}

async function run(folder, order, accounts) {
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.stream(rowsSql(join(folder, order), accounts));
  const loop = new HandLoop();
  let [current, currentFirst] = [-1, 0];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const [number, first, day, logins, users, share, revenue] = [0, 1, 2, 3, 4, 5, 6].map(
      (column) => chunk.getColumnVector(column).items,
    );
    for (let row = 0; row < number.length; row++) {
      if (number[row] !== current) {
        if (current >= 0) loop.end(currentFirst);
        loop.begin();
        current = number[row];
        currentFirst = first[row];
      }
      loop.logins[day[row]] = logins[row];
      loop.users[day[row]] = users[row];
      loop.share[day[row]] = share[row];
      loop.revenue[day[row]] = revenue[row];
    }
  }
  if (current >= 0) loop.end(currentFirst);
  return loop.fires;
}

if (process.argv[1] === import.meta.filename) {
  const [folder, order, accounts] = process.argv.slice(2);
  console.log(JSON.stringify({ fires: await run(folder, order, accounts ? Number(accounts) : undefined) }));
}
