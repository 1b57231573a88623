/**
 * The three triggers as rules of json-rules-engine: the conditions are rules over the facts of a day, which are computed
 * beside it as in the hand-written loop; what is armed, spent and rested is kept beside it too, since rules have no memory.
 *
 *   node bench/triggers/rules-engine.mjs FOLDER sorted|shuffled ACCOUNTS     prints
 *   {"fires":{...},"loopSeconds":...} of the first accounts
 */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Engine } from "json-rules-engine";
import { DAYS } from "./data.mjs";
import { rowsSql } from "./hand-loop.mjs";

const known = (fact) => ({ fact, operator: "notEqual", value: null });
const is = (fact, operator, value) => ({ fact, operator, value });

/** Of each trigger the rule of when it is true, the rule of when it is false, and its rest. Facts are null where unknown. */
const TRIGGERS = {
  login_drop: {
    rest: 30,
    true: { all: [known("fall"), is("fall", "greaterThan", 0)] },
    false: { all: [known("fall"), is("fall", "lessThanInclusive", 0)] },
  },
  few_users: {
    rest: 14,
    true: { all: [is("lowFor", "greaterThanInclusive", 7)] },
    false: { all: [is("sinceHigh", "lessThan", 7)] },
  },
  nothing_bought: {
    rest: 30,
    true: { all: [known("bought"), is("bought", "equal", 0), known("share"), is("share", "lessThan", 250_000)] },
    false: {
      any: [
        { all: [known("share"), is("share", "greaterThanInclusive", 250_000)] },
        { all: [known("bought"), is("bought", "greaterThan", 0)] },
      ],
    },
  },
};

function engineOf() {
  const engine = new Engine();
  for (const [trigger, rules] of Object.entries(TRIGGERS)) {
    for (const truth of ["true", "false"]) {
      engine.addRule({ conditions: rules[truth], event: { type: truth, params: { trigger } } });
    }
  }
  return engine;
}

/** The facts of each day of one account's life. */
function* factsOf(rows, first) {
  const [logins, revenue] = [new Int32Array(DAYS), new Int32Array(DAYS)];
  const [users, share] = [new Int32Array(DAYS).fill(-1), new Int32Array(DAYS).fill(-1)];
  for (const row of rows) {
    logins[row.day] = row.logins;
    users[row.day] = row.users;
    share[row.day] = row.share;
    revenue[row.day] = row.revenue;
  }
  const sum = (values, from, to) => values.subarray(from, to + 1).reduce((total, value) => total + value, 0);
  let [lastUsers, lastShare, lowFor, lastHigh] = [-1, -1, 0, -7];
  for (let day = first; day < DAYS; day++) {
    if (users[day] >= 0) lastUsers = users[day];
    if (share[day] >= 0) lastShare = share[day];
    lowFor = lastUsers >= 0 && lastUsers < 5 ? lowFor + 1 : 0;
    if (lastUsers >= 5) lastHigh = day;
    const isWhole = day - first >= 13;
    const [before, now] = isWhole ? [sum(logins, day - 13, day - 7), sum(logins, day - 6, day)] : [0, 0];
    yield {
      day,
      facts: {
        fall: before > 0 ? 10 * (before - now) - 3 * before : null,
        lowFor,
        sinceHigh: day - lastHigh,
        bought: isWhole ? sum(revenue, day - 13, day) : null,
        share: lastShare >= 0 ? lastShare : null,
      },
    };
  }
}

async function run(folder, order, accounts) {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(rowsSql(join(folder, order), accounts));
  const byAccount = new Map();
  for (const row of reader.getRowObjects()) {
    const rows = byAccount.get(row.number);
    if (rows) rows.push(row);
    else byAccount.set(row.number, [row]);
  }
  const started = performance.now();
  const engine = engineOf();
  const fires = { login_drop: 0, few_users: 0, nothing_bought: 0 };
  for (const rows of byAccount.values()) {
    const memory = new Map(Object.keys(TRIGGERS).map((trigger) => [trigger, { armed: true, rests: 0 }]));
    for (const { day, facts } of factsOf(rows, rows[0].first)) {
      const { events } = await engine.run(facts);
      for (const { type, params } of events) {
        const state = memory.get(params.trigger);
        if (type === "false") state.armed = true;
        else if (state.armed && day >= state.rests) {
          state.armed = false;
          state.rests = day + TRIGGERS[params.trigger].rest;
          fires[params.trigger]++;
        }
      }
    }
  }
  return { fires, loopSeconds: (performance.now() - started) / 1000 };
}

const [folder, order, accounts] = process.argv.slice(2);
console.log(JSON.stringify(await run(folder, order, Number(accounts))));
