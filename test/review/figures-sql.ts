/**
 * What `playc diff --simulate` tells, counted again in SQL over the files that two runs of `playc simulate` leave. Written
 * from docs/review.md and docs/ledger.md, without a look at what makes the figures.
 */
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { ProgramComparison } from "../../review/compare/types.ts";

/** One of the two runs, and what its files do not say. */
export interface Run {
  readonly folder: string;
  /** Roles that are no persons. */
  readonly machines: readonly string[];
  /** SQL: a row `account`, `segment` of everybody whom the data names, when the last reported day closes. */
  readonly segments: string;
  /** SQL over `ledger`: a row a cost of `roi`, `numerator` and `denominator` of its minor units before rounding. */
  readonly cost?: string;
  /** Of the run before: what its declarations are called in the program after, `trigger quiet`. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** Who works off what a pool owes. */
  readonly pools?: Readonly<Record<string, readonly string[]>>;
}

/** First and last reported day. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const listOf = (texts: readonly string[]) => (texts.length === 0 ? "(NULL)" : `(${texts.map(quote).join(", ")})`);
const nothing = "SELECT 0 AS numerator, 1 AS denominator WHERE false";
const tables = ["ledger", "trigger_days", "account_days", "delivered", "person_days", "play_runs", "rungs"];

/** Views of one side in a schema of its own, in the words of the program after. */
function viewsOf(side: string, { folder, machines, segments, cost = nothing, renamed, pools = {} }: Run, to: string) {
  const cases = [...(renamed ?? [])].map(([old, now]) => `WHEN ${quote(old)} THEN ${quote(now)}`).join(" ");
  const declaration = (text: string) => `split_part(${text}, '/', 1)`;
  const path = (text: string) =>
    cases === ""
      ? text
      : `CASE ${declaration(text)} ${cases} ELSE ${declaration(text)} END || substr(${text}, 1 + length(${declaration(text)}))`;
  const name = (kind: string, text: string) => `split_part(${path(`(${kind} || ' ' || ${text})`)}, ' ', 2)`;
  const members = Object.entries(pools).flatMap(([pool, people]) =>
    people.map((each) => `(${quote(each)}, ${quote(pool)})`),
  );
  return [
    `CREATE SCHEMA ${side}`,
    `USE ${side}`,
    ...tables.map((table) => `CREATE VIEW ${table} AS FROM ${quote(join(folder, `${table}.parquet`))}`),
    `CREATE VIEW weekly AS SELECT owner AS person, week::VARCHAR AS week, count(*) FILTER (kind = 'touch') AS touches,
        count(*) FILTER (kind <> 'touch') AS others, sum(effort_minutes + prep_minutes)::BIGINT AS minutes
      FROM ledger WHERE outcome = 'done' AND kind <> 'start' AND owner_role NOT IN ${listOf(machines)} GROUP BY ALL`,
    `CREATE VIEW members AS SELECT * FROM (VALUES ${members.join(", ") || "(NULL, NULL)"}) AS pool(member, pool)`,
    `CREATE VIEW used AS
      WITH hours AS (SELECT coalesce(pool, person) AS person, date_trunc('week', day)::DATE::VARCHAR AS week,
          sum(capacity_minutes)::BIGINT AS capacity
        FROM person_days LEFT JOIN members ON member = person GROUP BY ALL)
      SELECT person, week, coalesce(minutes, 0) AS minutes, capacity FROM hours LEFT JOIN weekly USING (person, week)`,
    `CREATE VIEW undone AS
      SELECT what, ${path("rule")} AS rule,
        ${name("CASE kind WHEN 'alert' THEN 'role' WHEN 'handoff' THEN 'role' WHEN 'start' THEN 'play' ELSE kind END", "name")} AS name
      FROM (
        SELECT 'late' AS what, late_cause AS rule, kind, name FROM ledger WHERE late_minutes > 0 AND kind <> 'start'
        UNION ALL SELECT outcome, if(outcome = 'merged', source, rule), kind, name FROM ledger
          WHERE outcome IN ('dropped', 'held', 'withdrawn', 'unserved', 'merged')
        UNION ALL SELECT 'deferred', deferred_by, kind, name FROM ledger WHERE deferred_by IS NOT NULL)`,
    `CREATE VIEW fired AS SELECT ${name("'trigger'", "trigger")} AS trigger, account, reason, days, fires FROM trigger_days`,
    `CREATE VIEW runs AS SELECT ${name("'play'", "play")} AS play, started, ending FROM play_runs`,
    `CREATE VIEW turns AS SELECT ${path("path")} AS rung, acted FROM rungs`,
    `CREATE VIEW placed AS SELECT account, ${name("'segment'", "segment")} AS segment FROM (${segments})
      WHERE account IN (SELECT account FROM account_days WHERE last_day = ${quote(to)}::DATE)`,
    `CREATE VIEW pairs AS
      WITH asked AS (SELECT DISTINCT account, dated, ${path("source")} AS source FROM ledger WHERE kind = 'touch')
      SELECT a.source AS one, b.source AS other, a.account, count(*) AS days FROM asked AS a, asked AS b
      WHERE a.account = b.account AND a.dated = b.dated AND a.source < b.source GROUP BY ALL`,
    `CREATE VIEW costs AS
      SELECT sum(numerator // denominator + if(2 * (numerator % denominator) > denominator
        OR (2 * (numerator % denominator) = denominator AND (numerator // denominator) % 2 = 1), 1, 0))::BIGINT AS money
      FROM (${cost})`,
    `CREATE VIEW touched AS SELECT account, done_on AS day FROM ledger WHERE outcome = 'done' AND kind = 'touch'
      UNION ALL SELECT account, delivered_on FROM delivered WHERE kind = 'touch' AND demand IS NULL`,
    `CREATE VIEW budgets AS SELECT
      (SELECT coalesce(max(touches), 0) FROM weekly) AS touches_per_person_and_week,
      (SELECT max(minutes * 1000000 // capacity) FROM used WHERE capacity > 0) AS utilisation,
      (SELECT coalesce(max(n), 0) FROM (
        SELECT count(*) AS n FROM (SELECT DISTINCT account, day FROM touched) AS last JOIN touched AS each
          ON each.account = last.account AND each.day BETWEEN last.day - 29 AND last.day
        GROUP BY last.account, last.day)) AS touches_per_account_in_30_days,
      (SELECT if(count(*) = 0, 0, count(*) FILTER (late_minutes > 0) * 1000000 // count(*)) FROM ledger
        WHERE deadline IS NOT NULL AND outcome IN ('done', 'open') AND kind <> 'start') AS late,
      (SELECT count(*) FROM (SELECT account FROM account_days WHERE days > 0
        EXCEPT SELECT account FROM touched EXCEPT SELECT account FROM delivered WHERE kind = 'touch')) AS untouched_accounts`,
  ];
}

type Cell = string | number | null | readonly string[];
type Row = Readonly<Record<string, Cell>>;

/** All figures of `ProgramComparison` but its days, its input, what could not be judged and what is told of single accounts. */
export type Counted = Omit<ProgramComparison, "range" | "input" | "timelines" | "unjudged" | "budgets" | "rungs"> & {
  readonly rungs: readonly Omit<ProgramComparison["rungs"][number], "text">[];
  /** By budget its value before and after. */
  readonly budgets: Readonly<Record<string, readonly [number | null, number | null]>>;
};

export async function countedAgain(before: Run, after: Run, { from, to }: Days): Promise<Counted> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    for (const sql of [...viewsOf("before", before, to), ...viewsOf("after", after, to)]) await connection.run(sql);
    return await asked(connection, from, to);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const figure = (before: Cell | undefined, after: Cell | undefined) => ({
  before: Number(before),
  after: Number(after),
  change: Number(after) - Number(before),
});

const numberOf = (cell: Cell | undefined) => (cell === null ? null : Number(cell));

/** Of `list(...)`: of nothing it is NULL. */
const names = (cell: Cell | undefined) => (cell ?? []) as readonly string[];

async function asked(connection: DuckDBConnection, from: string, to: string): Promise<Counted> {
  const rows = async (sql: string): Promise<Row[]> =>
    JSON.parse(JSON.stringify((await connection.runAndReadAll(sql)).getRowObjectsJson()));
  const weekly = await rows(`SELECT person, week, coalesce(b.touches, 0)::INT AS t0, coalesce(a.touches, 0)::INT AS t1,
      coalesce(b.others, 0)::INT AS o0, coalesce(a.others, 0)::INT AS o1,
      coalesce(b.minutes, 0)::INT AS m0, coalesce(a.minutes, 0)::INT AS m1
    FROM before.weekly AS b FULL JOIN after.weekly AS a USING (person, week) ORDER BY person, week`);
  const ofWeeks = (side: string) => `
    WITH weeks AS (SELECT unnest(generate_series(date_trunc('week', ${quote(from)}::DATE)::DATE, ${quote(to)}::DATE, INTERVAL 7 DAY))::DATE::VARCHAR AS week),
    all_of AS (SELECT person, week, coalesce(minutes, 0)::INT AS minutes
      FROM (SELECT DISTINCT person FROM (SELECT person FROM before.weekly UNION ALL SELECT person FROM after.weekly)) AS people
        CROSS JOIN weeks LEFT JOIN ${side}.weekly USING (person, week)),
    most AS (SELECT person, max(minutes) AS minutes FROM all_of GROUP BY person)
    SELECT person, list_sort(list(all_of.minutes))[(95 * count(*) + 99) // 100] AS p95, any_value(most.minutes) AS peak,
      min(week) FILTER (all_of.minutes = most.minutes) AS peak_week
    FROM all_of JOIN most USING (person) GROUP BY person`;
  const over = (side: string, other: string) => `
    SELECT person, week, minutes::INT AS minutes, capacity::INT AS capacity FROM ${side}.used WHERE minutes > capacity
      AND (person, week) NOT IN (SELECT (person, week) FROM ${other}.used WHERE minutes > capacity) ORDER BY person, week`;
  const [was, is] = [await rows(ofWeeks("before")), await rows(ofWeeks("after"))];
  const [newly, noLonger] = [await rows(over("after", "before")), await rows(over("before", "after"))];
  const ofPerson = (all: readonly Row[], person: Cell | undefined) => all.filter((row) => row.person === person);
  const people = [...new Set(weekly.map(({ person }) => person))].map((person) => {
    const weeks = ofPerson(weekly, person);
    const sum = (key: string) => weeks.reduce((all, row) => all + Number(row[key]), 0);
    const [old, now] = [ofPerson(was, person)[0]!, ofPerson(is, person)[0]!];
    const peak = (row: Row) => (row.peak === 0 ? null : { week: String(row.peak_week), minutes: Number(row.peak) });
    const full = (all: readonly Row[]) =>
      ofPerson(all, person).map(({ week, minutes, capacity }) => ({
        week: String(week),
        minutes: Number(minutes),
        capacity: Number(capacity),
      }));
    const isSame = ({ t0, t1, o0, o1, m0, m1 }: Row) => t0 === t1 && o0 === o1 && m0 === m1;
    return {
      person: String(person),
      touches: figure(sum("t0"), sum("t1")),
      others: figure(sum("o0"), sum("o1")),
      minutes: figure(sum("m0"), sum("m1")),
      peak: { before: peak(old), after: peak(now) },
      p95: figure(old.p95, now.p95),
      weeks: weeks
        .filter((row) => !isSame(row))
        .map(({ week, t0, t1, o0, o1, m0, m1 }) => ({
          week: String(week),
          touches: figure(t0, t1),
          others: figure(o0, o1),
          minutes: figure(m0, m1),
        })),
      sameWeeks: weeks.filter(isSame).map(({ week, t1, o1, m1 }) => ({
        week: String(week),
        touches: Number(t1),
        others: Number(o1),
        minutes: Number(m1),
      })),
      newlyOver: full(newly),
      noLongerOver: full(noLonger),
    };
  });
  const undone =
    await rows(`SELECT what, rule, name, count(*) FILTER (side = 0)::INT AS b, count(*) FILTER (side = 1)::INT AS a
    FROM (SELECT 0 AS side, * FROM before.undone UNION ALL SELECT 1, * FROM after.undone) GROUP BY ALL HAVING a <> b`);
  const triggers = await rows(`
    WITH one AS (SELECT trigger, sum(fires) AS fires, coalesce(sum(days) FILTER (reason IS NOT NULL), 0) AS days,
        coalesce(list(DISTINCT account) FILTER (fires > 0), []) AS who FROM before.fired GROUP BY trigger),
      other AS (SELECT trigger, sum(fires) AS fires, coalesce(sum(days) FILTER (reason IS NOT NULL), 0) AS days,
        coalesce(list(DISTINCT account) FILTER (fires > 0), []) AS who FROM after.fired GROUP BY trigger)
    SELECT trigger, coalesce(one.fires, 0)::INT AS f0, coalesce(other.fires, 0)::INT AS f1, coalesce(one.days, 0)::INT AS d0,
      coalesce(other.days, 0)::INT AS d1,
      list_sort(list_filter(coalesce(other.who, []), lambda x: NOT list_contains(coalesce(one.who, []), x))) AS gained,
      list_sort(list_filter(coalesce(one.who, []), lambda x: NOT list_contains(coalesce(other.who, []), x))) AS lost
    FROM one FULL JOIN other USING (trigger) WHERE f0 <> f1 OR d0 <> d1 OR len(gained) + len(lost) > 0 ORDER BY trigger`);
  const ends = ["won", "lost", "ran out", "withdrawn"];
  const runsOf = (side: string) => `SELECT play, [count(*) FILTER (started >= ${quote(from)}::DATE),
      count(*) FILTER (started < ${quote(from)}::DATE), ${ends.map((end) => `count(*) FILTER (ending = ${quote(end)})`).join(", ")},
      count(*) FILTER (ending IS NULL)]::INT[] AS counts FROM ${side}.runs GROUP BY play`;
  const plays = await rows(`WITH b AS (${runsOf("before")}), a AS (${runsOf("after")})
    SELECT play, coalesce(b.counts, [0, 0, 0, 0, 0, 0, 0]) AS old, coalesce(a.counts, [0, 0, 0, 0, 0, 0, 0]) AS now
    FROM b FULL JOIN a USING (play) WHERE old <> now ORDER BY play`);
  const rungs = await rows(`
    SELECT rung, count(*) FILTER (side = 0)::INT AS t0, count(*) FILTER (side = 1)::INT AS t1,
      count(*) FILTER (side = 0 AND acted)::INT AS a0, count(*) FILTER (side = 1 AND acted)::INT AS a1
    FROM (SELECT 0 AS side, * FROM before.turns UNION ALL SELECT 1, * FROM after.turns)
    GROUP BY rung HAVING t0 <> t1 OR a0 <> a1 ORDER BY rung`);
  const [known] = await rows(`SELECT count(*) > 0 AS hours, (SELECT count(*) FROM
      generate_series(date_trunc('week', ${quote(from)}::DATE)::DATE, ${quote(to)}::DATE, INTERVAL 7 DAY))::INT AS weeks
    FROM after.used`);
  const segments = await rows(`
    WITH moved AS (
      SELECT account, b.segment AS old, a.segment AS now, b.account IS NOT NULL AS was, a.account IS NOT NULL AS is_now
      FROM before.placed AS b FULL JOIN after.placed AS a USING (account)
      WHERE b.segment IS DISTINCT FROM a.segment OR b.account IS NULL OR a.account IS NULL),
    sides AS (SELECT now AS segment, account AS joined, NULL AS gone FROM moved WHERE is_now
      UNION ALL SELECT old, NULL, account FROM moved WHERE was)
    SELECT segment, list(joined ORDER BY joined) FILTER (joined IS NOT NULL) AS joined,
      list(gone ORDER BY gone) FILTER (gone IS NOT NULL) AS "left"
    FROM sides GROUP BY segment ORDER BY coalesce(segment, '')`);
  const collisions = await rows(`
    WITH sides AS (SELECT 0 AS side, * FROM before.pairs UNION ALL SELECT 1, * FROM after.pairs),
    by_account AS (SELECT one, other, account, coalesce(sum(days) FILTER (side = 0), 0) AS b, coalesce(sum(days) FILTER (side = 1), 0) AS a
      FROM sides GROUP BY ALL)
    SELECT one, other, sum(b)::INT AS b, sum(a)::INT AS a, list(account ORDER BY account) FILTER (b = 0) AS gained,
      list(account ORDER BY account) FILTER (a = 0) AS lost
    FROM by_account GROUP BY one, other HAVING sum(a) <> sum(b) OR gained IS NOT NULL OR lost IS NOT NULL
    ORDER BY abs(sum(a) - sum(b)) DESC, one, other`);
  const [[cost], [b], [a]] = [
    await rows("SELECT (SELECT money FROM before.costs)::INT AS b, (SELECT money FROM after.costs)::INT AS a"),
    await rows("SELECT * FROM before.budgets"),
    await rows("SELECT * FROM after.budgets"),
  ];
  const total = (key: "t" | "o" | "m", side: 0 | 1) =>
    weekly.reduce((all, row) => all + Number(row[`${key}${side}`]), 0);
  return {
    compared: { from, weeks: Number(known!.weeks) },
    hoursKnown: Boolean(known!.hours),
    touches: figure(total("t", 0), total("t", 1)),
    others: figure(total("o", 0), total("o", 1)),
    minutes: figure(total("m", 0), total("m", 1)),
    cost:
      cost!.b === null || cost!.a === null ? null : { ...figure(cost!.b, cost!.a), currency: "USD", minorDigits: 2 },
    people: people
      .filter(({ weeks, newlyOver, noLongerOver }) => weeks.length + newlyOver.length + noLongerOver.length > 0)
      .sort((one, other) => Math.abs(other.minutes.change) - Math.abs(one.minutes.change)),
    undone: undone.map(({ what, rule, name, b: old, a: now }) => ({
      what: String(what) as ProgramComparison["undone"][number]["what"],
      rule: rule === null ? null : String(rule),
      name: String(name),
      demands: figure(old, now),
    })),
    triggers: triggers.map(({ trigger, f0, f1, d0, d1, gained, lost }) => ({
      trigger: String(trigger),
      fires: figure(f0, f1),
      unknownDays: figure(d0, d1),
      gained: names(gained),
      lost: names(lost),
    })),
    plays: plays.map(({ play, old, now }) => {
      const [started, carriedIn, won, lost, ranOut, withdrawn, open] = names(old).map((each, index) =>
        figure(each, names(now)[index]),
      );
      const begun = { started: started!, carriedIn: carriedIn! };
      return {
        play: String(play),
        ...begun,
        won: won!,
        lost: lost!,
        ranOut: ranOut!,
        withdrawn: withdrawn!,
        open: open!,
      };
    }),
    rungs: rungs.map(({ rung, t0, t1, a0, a1 }) => ({
      rung: String(rung),
      asked: figure(t0, t1),
      acted: figure(a0, a1),
    })),
    segments: segments.map(({ segment, joined, left }) => ({
      segment: segment === null ? null : String(segment),
      joined: names(joined),
      left: names(left),
    })),
    collisions: collisions.map(({ one, other, b: old, a: now, gained, lost }) => ({
      declarations: [String(one), String(other)],
      days: figure(old, now),
      gained: names(gained),
      lost: names(lost),
    })),
    budgets: Object.fromEntries(
      Object.keys(a!).map((name) => [name, [numberOf(b![name]), numberOf(a![name])] as const]),
    ),
  };
}
