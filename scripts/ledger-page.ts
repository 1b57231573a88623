/** `docs/ledger.md`: the files a simulation leaves, column by column, and questions to ask them in SQL. */
import { allTables } from "../runtime/ledger/run-tables.ts";
import { markdownTable } from "./markdown.ts";

/** The whole page, ended by a line end. */
export function ledgerPage(): string {
  return [
    "# The ledger and its files",
    "<!-- Made by `npm run generate` from scripts/ledger-page.ts and runtime/ledger/tables.ts: change those. -->",
    introduction,
    "## Questions in SQL",
    howToAsk,
    ...questions.flatMap(({ title, sql, note }) => [
      `### ${title}`,
      ...(note ? [note] : []),
      `\`\`\`sql\n${sql}\n\`\`\``,
    ]),
    "## The columns",
    columnsNote,
    ...allTables.flatMap(({ name, doc, columns }) => [
      `### \`${name}.parquet\`: ${doc}`,
      markdownTable(
        ["column", "type", "meaning"],
        columns.map((column) => [`\`${column.name}\``, column.type, column.doc]),
      ),
    ]),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

const introduction = `Every demand the program makes is a row of \`ledger.parquet\`, with the values that caused it, and ends as exactly one of done, merged, held, dropped, withdrawn, unserved or open ([what they mean](language.md), section 10).
The other Parquet files count days, runs and what else is no demand. \`playc simulate\` prints sums over them; \`--by\` prints more of them ([the command line](cli.md)).

\`playc simulate --ledger csv\`, or \`jsonl\`, writes every table as text, too: \`ledger.csv\`, \`trigger_days.csv\` and so on, beside the Parquet files, which \`playc query\` and \`playc explain\` read. Days are \`2025-01-31\`, instants \`2025-01-31T09:00:00.000Z\`. In CSV an empty cell is NULL and \`""\` an empty text,
and text that a spreadsheet would run as a formula has an apostrophe before it; in JSON Lines \`cause\` is an object. The next run without \`--ledger\` takes these files away, so that no table is of another run; \`text-tables.json\` says which they are.`;

const howToAsk = `\`npx playc query "SELECT ..."\` asks the last run with nothing else installed; each file is a table of its name there, so write \`FROM ledger\` where a query below has \`FROM '.playc/last/ledger.parquet'\`. It reads the run and can do nothing else.

Anything that reads Parquet can ask too: a notebook, a warehouse, the [DuckDB](https://duckdb.org) command line. The queries below are DuckDB's, and name the files of the last run as seen from the project's folder: \`cd playbooks/saas\`, then \`duckdb -c "..."\`.
With \`--out\` the files stand elsewhere. A test runs each of these queries on a real run.`;

const columnsNote = `An empty cell is NULL. In the tables of days, those that were decided stand under no reason, so that \`sum(days)\` is all of them. The files with a row a demand or a run hold the reported days (\`--from\`, \`--to\`), and what was carried into them.`;

interface Question {
  readonly title: string;
  readonly note?: string;
  readonly sql: string;
}

const questions: readonly Question[] = [
  {
    title: "Who has how much to do, week by week?",
    sql: `SELECT owner, week, count(*) FILTER (kind = 'touch') AS touches,
  round(sum(effort_minutes + prep_minutes) / 60, 1) AS hours
FROM '.playc/last/ledger.parquet'
WHERE outcome = 'done' AND kind <> 'start'
GROUP BY owner, week
ORDER BY hours DESC
LIMIT 20;`,
  },
  {
    title: "Who waited longest, for whom?",
    note: "`for_person`: in a person's queue, which there is with `--capacity enforce` alone; `for_limit`: since a limit or quiet first blocked it. Both in hours, of what is done and of what is still owed.",
    sql: `SELECT account, name, owner, dated, coalesce(done_on::VARCHAR, outcome) AS ended,
  round(waited_minutes / 60, 1) AS for_person, round(deferred_minutes / 60, 1) AS for_limit, late_cause
FROM '.playc/last/ledger.parquet'
WHERE outcome IN ('done', 'open') AND kind <> 'start'
ORDER BY waited_minutes + deferred_minutes DESC, account, id
LIMIT 20;`,
  },
  {
    title: "Which accounts paid for a limit, and with what?",
    note: "`rule` is the rule's path in the program: `policy/limit/2` is the second `limit` of the policy.",
    sql: `SELECT rule, segment, account, list(DISTINCT name ORDER BY name) AS touches, count(*) AS dropped
FROM '.playc/last/ledger.parquet'
WHERE outcome = 'dropped'
GROUP BY rule, segment, account
ORDER BY dropped DESC, account
LIMIT 20;`,
  },
  {
    title: "Which accounts were never touched, and which never by a person?",
    note: "Say which of your roles are a `machine`.",
    sql: `SELECT account, count(owner_role) AS touches_by_machines
FROM (SELECT account FROM '.playc/last/account_days.parquet' GROUP BY account HAVING sum(days) > 0)
LEFT JOIN (
  SELECT account, owner_role FROM '.playc/last/ledger.parquet' WHERE kind = 'touch' AND outcome = 'done'
) USING (account)
GROUP BY account
HAVING count(*) FILTER (owner_role NOT IN ('automation')) = 0
ORDER BY account;`,
  },
  {
    title: "How long from the signal to the conversation?",
    sql: `SELECT source, name, count(*) AS done,
  round(median(date_diff('minute', ready_at, done_at)) / 60, 1) AS median_hours,
  round(max(date_diff('minute', ready_at, done_at)) / 60, 1) AS longest_hours
FROM '.playc/last/ledger.parquet'
WHERE outcome = 'done' AND kind = 'touch' AND source LIKE 'trigger %'
GROUP BY source, name
ORDER BY median_hours DESC;`,
  },
  {
    title: "On which values did it decide?",
    note: "`cause` is JSON: the text of each part of the condition, and its value then.",
    sql: `SELECT account, dated, source, name, outcome, cause
FROM '.playc/last/ledger.parquet'
WHERE source LIKE 'trigger %'
ORDER BY dated, account
LIMIT 20;`,
  },
  {
    title: "Which triggers could often not be judged, and why?",
    note: "`spent`: days on which it was true again and could not fire, because between there was only unknown; `until` says what arms it.",
    sql: `SELECT "trigger", sum(fires) AS fires, sum(days) AS days, sum(spent_days) AS spent,
  coalesce(sum(days) FILTER (reason IS NOT NULL), 0) AS unknown,
  max_by(reason, days) FILTER (reason IS NOT NULL) AS longest_reason
FROM '.playc/last/trigger_days.parquet'
GROUP BY "trigger"
ORDER BY unknown DESC;`,
  },
  {
    title: "How do the plays end, and how long do they take?",
    note: "Both ends count: a run that `end after 45d` ends takes 46 days, its first day and 45 more.",
    sql: `SELECT play, coalesce(ending, 'still open') AS ending, count(*) AS runs,
  round(avg(ended - started + 1), 1) AS days
FROM '.playc/last/play_runs.parquet'
GROUP BY play, ending
ORDER BY play, runs DESC;`,
  },
  {
    title: "What does a change of the program change?",
    note: "Keep the run before with `playc simulate . --out before`, in the project's folder, change the program, simulate again. A demand keeps its `id` as long as its place in the program keeps its path.",
    sql: `SELECT coalesce(old.source, new.source) AS source, coalesce(old.name, new.name) AS name,
  coalesce(old.outcome, 'not asked') AS before, coalesce(new.outcome, 'not asked') AS after, count(*) AS demands
FROM 'before/ledger.parquet' AS old
FULL JOIN '.playc/last/ledger.parquet' AS new USING (id)
WHERE old.outcome IS DISTINCT FROM new.outcome
GROUP BY ALL
ORDER BY demands DESC, source, name;`,
  },
];
