/**
 * Who is busy, and when: person by week, the peak week and what fills it most.
 * A start of a play is nobody's work. Work counts in the week it was done; what nobody stands for counts as `unassigned ROLE` in the week it was ready.
 */
import type { Query } from "../ledger/store.ts";
import type { Peak, PersonLoad, WeekLoad } from "./types.ts";

/** The ledger's rows that are somebody's work. The table carries its name through the whole summary. */
export const work = `SELECT owner AS person, owner_role, source, segment, channel, week, kind = 'touch' AS is_touch,
    effort_minutes + prep_minutes AS minutes, outcome = 'unserved' AS unassigned
  FROM ledger
  WHERE kind <> 'start' AND
    (outcome = 'done' OR (outcome = 'unserved' AND owner = 'unassigned ' || owner_role))`;

/** Everybody with any work, most minutes first; ties by touches, then by name. */
export async function personLoads(query: Query): Promise<PersonLoad[]> {
  const weeks = await weeksByPerson(query);
  const peaks = await peaksByPerson(query);
  const roles = await rolesByPerson(query);
  const people = await query(`WITH work AS (${work})
    SELECT person, unassigned, count(*) FILTER (is_touch) AS touches, count(*) FILTER (NOT is_touch) AS others,
      sum(minutes) AS minutes
    FROM work GROUP BY person, unassigned ORDER BY minutes DESC, touches DESC, person, unassigned`);
  return people.map((row) => {
    const key = keyOf(row);
    return {
      person: row.person as string,
      roles: roles.get(key) ?? [],
      unassigned: row.unassigned as boolean,
      touches: row.touches as number,
      others: row.others as number,
      minutes: row.minutes as number,
      peak: peaks.get(key)!,
      weeks: weeks.get(key) ?? [],
    };
  });
}

async function rolesByPerson(query: Query): Promise<Map<string, string[]>> {
  const rows = await query(`WITH work AS (${work})
    SELECT DISTINCT person, unassigned, owner_role FROM work ORDER BY person, unassigned, owner_role`);
  const roles = new Map<string, string[]>();
  for (const row of rows) addTo(roles, keyOf(row), row.owner_role as string);
  return roles;
}

async function weeksByPerson(query: Query): Promise<Map<string, WeekLoad[]>> {
  const groups = new Map<string, WeekLoad[]>();
  const sql = `WITH work AS (${work})
    SELECT person, unassigned, week::VARCHAR AS week, count(*) FILTER (is_touch) AS touches,
      count(*) FILTER (NOT is_touch) AS others, sum(minutes) AS minutes
    FROM work GROUP BY ALL ORDER BY person, unassigned, week`;
  // People by weeks are the largest answer of all.
  await query.each(sql, (row) => {
    addTo(groups, keyOf(row), {
      week: row.week as string,
      touches: row.touches as number,
      others: row.others as number,
      minutes: row.minutes as number,
    });
  });
  return groups;
}

async function peaksByPerson(query: Query): Promise<Map<string, Peak>> {
  const rows = await query(`WITH work AS (${work}),
    weeks AS (
      SELECT person, unassigned, week, count(*) FILTER (is_touch) AS touches, sum(minutes) AS minutes,
        row_number() OVER (PARTITION BY person, unassigned
          ORDER BY sum(minutes) DESC, count(*) FILTER (is_touch) DESC, week) AS place
      FROM work GROUP BY person, unassigned, week),
    sources AS (
      SELECT person, unassigned, week, source, count(*) AS demands, sum(minutes) AS minutes,
        row_number() OVER (PARTITION BY person, unassigned, week
          ORDER BY sum(minutes) DESC, count(*) DESC, source) AS place
      FROM work GROUP BY person, unassigned, week, source)
    SELECT person, unassigned, week::VARCHAR AS week, weeks.touches, weeks.minutes,
      source, sources.demands, sources.minutes AS source_minutes
    FROM weeks JOIN sources USING (person, unassigned, week) WHERE weeks.place = 1 AND sources.place = 1`);
  return new Map(
    rows.map((row) => [
      keyOf(row),
      {
        week: row.week as string,
        touches: row.touches as number,
        minutes: row.minutes as number,
        source: {
          source: row.source as string,
          demands: row.demands as number,
          minutes: row.source_minutes as number,
        },
      },
    ]),
  );
}

type Keyed = Awaited<ReturnType<Query>>[number];

/** A person can be called like the row of nobody: the two stay apart. */
function keyOf(row: Keyed): string {
  return `${row.unassigned ? "-" : "+"}${row.person}`;
}

function addTo<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
