/**
 * Every table that `playc simulate` prints, asked of the Parquet files beside it in SQL of its own: written from
 * docs/cli.md, without a look at the summary's. Each query gives the cells as they are printed, in their order.
 */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { capacityQuestions } from "./capacity-sql.ts";

/**
 * `h`: minutes as hours, `pct`: a share, `avg1`: a mean; one decimal, halves up, in whole numbers all the way. `span`: a
 * length of time, in days and whole hours or in hours and minutes.
 */
const macros = `
  CREATE MACRO tenths(n) AS (n // 10)::VARCHAR || '.' || (n % 10)::VARCHAR;
  CREATE MACRO h(minutes) AS tenths((minutes * 10 + 30) // 60);
  CREATE MACRO pct(part, whole) AS CASE WHEN whole = 0 THEN '-' ELSE tenths((2000 * part + whole) // (2 * whole)) || '%' END;
  CREATE MACRO avg1(part, whole) AS tenths((20 * part + whole) // (2 * whole));
  CREATE MACRO cents(n) AS format('{:,}.{:02d}', (n // 100)::BIGINT, (n % 100)::BIGINT);
  CREATE MACRO two(n, size, unit, small) AS coalesce(nullif(concat_ws(' ', CASE WHEN n >= size THEN concat(n // size, unit) END, CASE WHEN n % size > 0 THEN concat(n % size, small) END), ''), '0min');
  CREATE MACRO span(minutes) AS CASE WHEN minutes < 1440 THEN two(minutes, 60, 'h', 'min') ELSE two((minutes + 30) // 60, 24, 'd', 'h') END;`;

/** `work`: what counts for a person: done, or left undone because nobody holds the role. */
const views = `
  CREATE VIEW work AS
    SELECT *, effort_minutes + prep_minutes AS minutes, (kind = 'touch')::INT AS touch, outcome = 'unserved' AS nobody
    FROM ledger WHERE kind != 'start' AND (outcome = 'done' OR (outcome = 'unserved' AND owner = concat('unassigned ', owner_role)));
  CREATE VIEW machines AS SELECT unnest(['automation', 'robot', 'product']) AS role;
  CREATE VIEW contacts AS SELECT * FROM ledger WHERE kind = 'touch' AND outcome = 'done';
  CREATE VIEW living AS SELECT account, sum(days) AS days FROM account_days GROUP BY 1;`;

const everyOutcome = ["done", "merged", "held", "dropped", "withdrawn", "unserved", "open"]
  .map((outcome) => `count(*) FILTER (outcome = '${outcome}')`)
  .join(", ");

export const questions = {
  ...capacityQuestions,
  people: `
    WITH by_week AS (
      SELECT owner, nobody, week, sum(touch) AS touches, sum(minutes) AS minutes FROM work GROUP BY 1, 2, 3),
    peak AS (SELECT DISTINCT ON (owner, nobody) * FROM by_week ORDER BY owner, nobody, minutes DESC, touches DESC, week),
    by_source AS (
      SELECT owner, nobody, week, source, sum(minutes) AS minutes, count(*) AS demands FROM work GROUP BY 1, 2, 3, 4),
    most AS (
      SELECT DISTINCT ON (owner, nobody, week) * FROM by_source
      ORDER BY owner, nobody, week, minutes DESC, demands DESC, source),
    person AS (
      SELECT owner, nobody, sum(touch) AS touches, sum(1 - touch) AS others, sum(minutes) AS minutes,
        array_to_string(list_sort(list(DISTINCT owner_role)), ', ') AS roles
      FROM work GROUP BY 1, 2)
    SELECT concat(person.owner, CASE WHEN person.nobody THEN ' *' END) AS name, roles, person.touches, others, h(person.minutes), avg1(person.touches * 7, $days), avg1(person.touches * 365, 12 * $days), peak.week,
      peak.touches, h(peak.minutes), concat(source, ': ', h(most.minutes), ' h')
    FROM person JOIN peak USING (owner, nobody) JOIN most ON most.owner = person.owner AND most.nobody = person.nobody AND most.week = peak.week
    ORDER BY person.minutes DESC, person.touches DESC, person.owner, person.nobody`,
  /** One cell of the grid a row: week, person, cell. */
  weeks: `
    SELECT week, concat(owner, CASE WHEN nobody THEN ' *' END), concat(sum(touch), ' / ', h(sum(minutes))) FROM work GROUP BY 1, 2`,
  undone: `
    SELECT outcome, coalesce(rule, 'no rule') AS rule, count(*) AS demands, count(DISTINCT account), h(sum(effort_minutes + prep_minutes))
    FROM ledger WHERE outcome NOT IN ('done', 'merged', 'open') GROUP BY 1, 2 ORDER BY outcome, demands DESC, 2`,
  deferred: `
    SELECT deferred_by, count(*) AS demands, count(DISTINCT account), span(sum(deferred_minutes)), span(max(deferred_minutes))
    FROM ledger WHERE deferred_by IS NOT NULL GROUP BY 1 ORDER BY demands DESC, 1`,
  triggers: `
    WITH why AS (
      SELECT trigger, reason, sum(days) AS days, row_number() OVER (PARTITION BY trigger ORDER BY sum(days) DESC, reason) AS place
      FROM trigger_days WHERE reason IS NOT NULL GROUP BY 1, 2),
    whys AS (
      SELECT trigger, string_agg(concat(reason, ': ', days), '; ' ORDER BY place) FILTER (place <= 3) AS text,
        count(*) AS number, sum(days) AS unknown FROM why GROUP BY 1)
    SELECT name, coalesce(sum(fires), 0), count(DISTINCT account) FILTER (fires > 0), coalesce(sum(days), 0),
      coalesce(any_value(unknown), 0), pct(coalesce(any_value(unknown), 0), coalesce(sum(days), 0)),
      coalesce(any_value(text), '-') || CASE WHEN any_value(number) > 3 THEN concat('; and ', any_value(number) - 3, ' more reasons') ELSE '' END
    FROM (SELECT unnest($names) AS name) LEFT JOIN trigger_days ON trigger = name LEFT JOIN whys ON whys.trigger = name
    GROUP BY name ORDER BY name`,
  spent: `
    SELECT trigger, sum(spent_days), count(DISTINCT account) FILTER (spent_days > 0) FROM trigger_days
    GROUP BY 1 HAVING sum(spent_days) > 0 ORDER BY 1`,
  plays: `
    SELECT name, coalesce(sum((started >= $from)::INT), 0), coalesce(sum((started < $from)::INT), 0),
      count(*) FILTER (ending = 'won'), count(*) FILTER (ending = 'lost'), count(*) FILTER (ending = 'ran out'),
      count(*) FILTER (ending = 'withdrawn'), count(play) FILTER (ended IS NULL),
      pct(count(*) FILTER (ending = 'won'), count(*) FILTER (ending IN ('won', 'lost', 'ran out')))
    FROM (SELECT unnest($names) AS name) LEFT JOIN play_runs ON play = name GROUP BY name ORDER BY name`,
  busiest: `
    SELECT account, count(*) AS touches, h(sum(effort_minutes + prep_minutes)) FROM contacts GROUP BY 1
    ORDER BY touches DESC, sum(effort_minutes + prep_minutes) DESC, account LIMIT 10`,
  late: `
    SELECT late_cause, count(*) AS demands, count(DISTINCT account), span(sum(late_minutes)), span(max(late_minutes))
    FROM ledger WHERE late_minutes > 0 GROUP BY 1 ORDER BY demands DESC, 1`,
  balance: `
    SELECT title, count(id), ${everyOutcome}
    FROM (VALUES ('of these days', [false]), ('carried in', [true]), ('together', [false, true])) AS side(title, carried)
    LEFT JOIN ledger ON list_contains(carried, carried_in) GROUP BY title, carried ORDER BY len(carried), carried[1]`,
  neverDropped: `
    SELECT concat('never dropped, however long they wait: ', string_agg(concat(name, ' (', demands, CASE WHEN demands = 1 THEN ' demand' ELSE ' demands' END, ', longest ', span(longest), ')'), ', ' ORDER BY longest DESC, name))
    FROM (SELECT name, count(*) AS demands, max(deferred_minutes) AS longest FROM ledger
      WHERE deferred_by IS NOT NULL AND kind = 'touch' AND list_contains($names, name) GROUP BY 1) HAVING count(*) > 0`,
  open: `
    SELECT concat(kind, ' ', name), source, count(*) AS demands, count(DISTINCT account), h(sum(effort_minutes + prep_minutes)), min(dated)
    FROM ledger WHERE outcome = 'open' GROUP BY kind, name, source ORDER BY demands DESC, kind, name, source`,
  delivered: `
    SELECT concat(kind, ' ', name), count(*) AS records, count(*) FILTER (settled_by = 'id'), count(*) FILTER (settled_by = 'window'),
      count(*) FILTER (demand IS NULL), h(coalesce(sum(effort_minutes + prep_minutes) FILTER (demand IS NULL), 0))
    FROM delivered GROUP BY kind, name ORDER BY records DESC, kind, name`,
  byPerson: `
    WITH sources AS (
      SELECT owner, nobody, week, source, sum(minutes) AS minutes, row_number() OVER (
        PARTITION BY owner, nobody, week ORDER BY sum(minutes) DESC, count(*) DESC, source) AS place
      FROM work GROUP BY 1, 2, 3, 4)
    SELECT concat(owner, CASE WHEN nobody THEN ' *' END), week, sum(touch), sum(1 - touch), h(sum(work.minutes)),
      (SELECT concat(source, ': ', h(sources.minutes), ' h') FROM sources WHERE place = 1 AND sources.owner = work.owner AND sources.nobody = work.nobody AND sources.week = work.week)
    FROM work GROUP BY owner, nobody, week ORDER BY owner, nobody, week`,
  byRule: `
    SELECT what, rule, concat(kind, ' ', name), coalesce(segment, '-'), count(*) AS demands, count(DISTINCT account), h(sum(effort_minutes + prep_minutes))
    FROM (SELECT outcome AS what, coalesce(rule, 'no rule') AS rule, kind, name, segment, account, effort_minutes, prep_minutes
        FROM ledger WHERE outcome NOT IN ('done', 'merged', 'open')
      UNION ALL SELECT 'deferred', deferred_by, kind, name, segment, account, effort_minutes, prep_minutes
        FROM ledger WHERE deferred_by IS NOT NULL)
    GROUP BY what, rule, kind, name, segment ORDER BY what, rule, demands DESC, kind, name, segment`,
  byTouch: `
    SELECT name, count(DISTINCT account), count(*) AS demands, ${everyOutcome}, count(deferred_by), count(late_cause), h(coalesce(sum(effort_minutes + prep_minutes) FILTER (outcome = 'done'), 0))
    FROM ledger WHERE kind = 'touch' GROUP BY 1 ORDER BY demands DESC, 1`,
  bySegment: `
    SELECT coalesce(segment, '-'), count(DISTINCT account), count(*) AS demands, ${everyOutcome}, sum((outcome = 'done' AND kind = 'touch')::INT), h(coalesce(sum(effort_minutes + prep_minutes) FILTER (outcome = 'done'), 0))
    FROM ledger GROUP BY segment ORDER BY demands DESC, segment`,
  machines: `
    SELECT count(*) FILTER (owner_role IN (FROM machines)), count(*), pct(count(*) FILTER (owner_role IN (FROM machines)), count(*))
    FROM contacts HAVING count(*) > 0`,
  hoursBySegment: `
    SELECT coalesce(segment, '-'), count(DISTINCT account) AS accounts,
      coalesce(sum(effort_minutes + prep_minutes) FILTER (outcome = 'done' AND kind != 'start'), 0) AS minutes, h(minutes), avg1(minutes, 60 * accounts)
    FROM ledger GROUP BY segment ORDER BY minutes DESC, coalesce(segment, '')`,
  /** `team`: roles with people x minutes a week x millionths of them for plays, or with `whole` minutes of the range. */
  hoursOfTeam: `
    WITH kept AS (SELECT split_part(text, ' ', 1) AS role, split_part(text, ' ', 2)::BIGINT * CASE split_part(text, ' ', 3) WHEN 'whole' THEN 7000000 ELSE $days END AS minutes FROM (SELECT unnest($team) AS text))
    SELECT kept.role, h(coalesce(sum(work.minutes), 0)), tenths((kept.minutes + 21000000) // 42000000), pct(coalesce(sum(work.minutes), 0) * 7000000, kept.minutes)
    FROM kept LEFT JOIN work ON owner_role = kept.role AND NOT nobody GROUP BY kept.role, kept.minutes ORDER BY kept.role`,
  /** `costs`: `hour ROLE`, `touch NAME` or `channel NAME` with minor units. */
  touchCosts: `
    WITH cost AS (SELECT split_part(text, ' ', 1) AS per, split_part(text, ' ', 2) AS name, split_part(text, ' ', 3)::BIGINT AS minor FROM (SELECT unnest($costs) AS text)),
    each AS (
      SELECT id, segment, channel, coalesce(sum(CASE per WHEN 'hour' THEN minor * (effort_minutes + prep_minutes) ELSE 60 * minor END), 0) AS sixtieths
      FROM contacts LEFT JOIN cost ON cost.name = CASE per WHEN 'hour' THEN owner_role WHEN 'touch' THEN contacts.name ELSE channel END GROUP BY 1, 2, 3),
    total AS (
      SELECT segment, channel, count(*) AS touches, sum(sixtieths) // 60 AS whole, sum(sixtieths) % 60 AS rest,
        whole + (rest > 30 OR (rest = 30 AND whole % 2 = 1))::INT AS money FROM each GROUP BY 1, 2)
    SELECT coalesce(segment, '-'), coalesce(channel, '-'), touches, cents(money), cents((2 * money + touches) // (2 * touches))
    FROM total ORDER BY coalesce(segment, ''), coalesce(channel, '')`,
  accounts: "SELECT count(*), count(*) FILTER (days > 0) FROM living",
  neverTouched:
    "SELECT account FROM living WHERE days > 0 EXCEPT SELECT account FROM contacts EXCEPT SELECT account FROM delivered WHERE kind = 'touch' ORDER BY account",
  neverByPerson: `
    SELECT count(*) FROM (SELECT account FROM living WHERE days > 0
      EXCEPT SELECT account FROM contacts WHERE owner_role NOT IN (FROM machines)
      EXCEPT SELECT account FROM delivered WHERE kind = 'touch' AND demand IS NULL)`,
  unsegmented: "SELECT count(DISTINCT account), coalesce(sum(days), 0) FROM account_days WHERE reason IS NOT NULL",
  unsegmentedReasons: `
    SELECT reason, sum(days) AS days, count(*) FROM account_days WHERE reason IS NOT NULL GROUP BY 1 ORDER BY days DESC, 1`,
  /** By measure and part, all parts together last: the figure, how many were judged, how many wait, how many are unknown. */
  measures: `
    SELECT measure, coalesce(part, 'all'),
      CASE WHEN count(days) > 0 THEN concat(list_sort(list(CASE WHEN waiting = 1 THEN 999999 ELSE days END)
          FILTER (days IS NOT NULL))[(count(days) + 1) // 2], 'd')
        WHEN list_contains($points, measure) THEN format('{:.2f}', sum(y) / sum(x) / 1e6)
        ELSE format('{:.1f}%', 100 * (sum(y) / sum(x))) END,
      sum(units) + sum(waiting), CASE WHEN sum(waiting) = 0 THEN '-' ELSE sum(waiting)::VARCHAR END, sum(unknown)
    FROM measures GROUP BY GROUPING SETS ((measure), (measure, part))`,
  /** By line of the return: how often, with how much, and how many are unknown. */
  returns: "SELECT line, sum(times), sum(units)::BIGINT, sum(unknown) FROM roi GROUP BY line",
} as const;

export type Ask = (
  question: keyof typeof questions,
  parameters?: Record<string, string | number | string[]>,
) => Promise<string[][]>;

/** Asks the Parquet files of one run; cells as text. */
export async function askLedger(folder: string): Promise<Ask> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  for (const name of ["ledger", "trigger_days", "account_days", "play_runs", "delivered", "measures", "roi"]) {
    const file = join(folder, `${name}.parquet`).replaceAll("'", "''");
    await connection.run(`CREATE VIEW ${name} AS SELECT * FROM '${file}'`);
  }
  for (const statement of `${macros}${views}`.split(";\n").filter((text) => text.trim() !== "")) {
    await connection.run(statement.replace(/;$/, ""));
  }
  return async (question, parameters = {}) => {
    let sql: string = questions[question];
    for (const [name, value] of Object.entries(parameters)) sql = sql.replaceAll(`$${name}`, literal(value));
    const rows = (await connection.runAndReadAll(sql)).getRows();
    return rows.map((row) => row.map((cell) => String(cell)));
  };
}

function literal(value: string | number | string[]): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return `[${value.map(literal).join(", ")}]::VARCHAR[]`;
}
