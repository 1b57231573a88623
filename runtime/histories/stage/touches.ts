/**
 * Tables of touches really delivered, staged as (ordinal, reason, at_text, name, owner, channel, demand): `name` is the
 * place of the touch or task among those of `deliverables`.
 */
import { nearest } from "../../../project/suggest.ts";
import type { TouchTable } from "../../../project/types.ts";
import type { Schedule } from "../../../schedule/types.ts";
import type { Database } from "../database.ts";
import { type ColumnRequest, openSource, type SourceContext } from "../source/open.ts";
import { literal, literals } from "../sql.ts";
import { DataError, type RecordedTouch } from "../types.ts";
import { type Fault, faultOf, type NamedColumn, rawText } from "../values/fields.ts";
import { instantOrDaySql } from "../values/times.ts";
import { forgetFrom, setOutsideAside } from "./days.ts";
import { coversOf } from "./metrics.ts";
import { accountFaults, idSql, type Staged, stage } from "./stage.ts";

/** What can be delivered: touches, then tasks that no touch is called like. */
export function deliverables({ touches, tasks }: Schedule): Pick<RecordedTouch, "kind" | "name">[] {
  const called = new Set(touches.map(({ name }) => name));
  return [
    ...touches.map(({ name }) => ({ kind: "touch", name }) as const),
    ...tasks.filter(({ name }) => !called.has(name)).map(({ name }) => ({ kind: "task", name }) as const),
  ];
}

/** Stages one table of touches. `name` is as in the project file; `table` its name in the database. */
export async function stageTouches(
  context: SourceContext,
  names: { name: string; table: string },
  input: TouchTable,
  schedule: Schedule,
): Promise<Staged> {
  const optional = [input.owner, input.channel, input.demand];
  const source = await openSource(context, { ...input, name: names.name, columns: requests(names.name, input) });
  const [key, at, touch, ...found] = source.columns;
  const [owner, channel, demand] = optional.map((column) => (column === undefined ? undefined : found.shift()));
  const written = writtenNames(names.name, input, schedule, context.projectFile);
  const text = (column: NamedColumn | undefined) => (column ? idSql(column) : "cast(null as varchar)");
  const staged = await stage(context.database, {
    table: names.table,
    source,
    read: [
      { name: "id", sql: idSql(key!) },
      { name: "at_text", sql: instantOrDaySql(at!) },
      { name: "name", sql: placeSql(touch!, written) },
      { name: "owner", sql: text(owner) },
      { name: "channel", sql: text(channel) },
      { name: "demand", sql: text(demand) },
    ],
    keep: ["at_text", "name", "owner", "channel", "demand"],
    faults: [
      ...accountFaults(key!),
      faultOf(at!, `${rawText(at!)} is null`, `\`${input.at}\`: absent, but required`),
      faultOf(at!, "at_text is null", `\`${input.at}\`: not a date or date and time`),
      faultOf(touch!, `${rawText(touch!)} is null`, "no touch's name"),
      faultOf(touch!, "name is null", UNKNOWN),
      ...(channel ? channelFaults(channel, schedule) : []),
    ],
    byAccount: true,
    orderBy: "ordinal",
  });
  if (context.asOf !== undefined) await forgetFrom(context.database, staged, context.asOf, true);
  await suggest(context.database, staged, [...written.keys()]);
  if (input.covers) await setOutsideAside(context.database, staged, at!, coversOf(input.covers), true);
  return staged;
}

const UNKNOWN = "neither a touch nor a task of the playbooks";

function requests(name: string, input: TouchTable): ColumnRequest[] {
  const { key, at, touch, owner, channel, demand } = input;
  return Object.entries({ key, at, touch, owner, channel, demand }).flatMap(([word, column]): ColumnRequest[] =>
    column === undefined ? [] : [{ column, role: word === "key" ? "key" : "value", where: `${name}.${word}` }],
  );
}

/** Each name in the data -> its place among the deliverables. */
function writtenNames(table: string, input: TouchTable, schedule: Schedule, file: string): Map<string, number> {
  const places = new Map<string, number>();
  const all = deliverables(schedule);
  for (const [place, { name }] of all.entries()) {
    for (const written of new Set(input.names.get(name) ?? [name])) {
      const other = places.get(written);
      if (other !== undefined) {
        throw new DataError(
          `${table}.names: \`${written}\` in the data would be \`${all[other]!.name}\` and \`${name}\`. Say under \`names\` what the other one is called there.`,
          { file },
        );
      }
      places.set(written, place);
    }
  }
  return places;
}

function placeSql(column: NamedColumn, written: ReadonlyMap<string, number>): string {
  if (written.size === 0) return "cast(null as integer)";
  const cases = [...written].map(([name, place]) => `when ${literal(name)} then ${place}`);
  return `cast(case ${rawText(column)} ${cases.join(" ")} end as integer)`;
}

/** Channels that the playbooks name: another could be counted by no limit, and is more likely a slip. */
function channelFaults(column: NamedColumn, { touches, policy }: Schedule): Fault[] {
  const named = [
    ...touches.flatMap(({ channels }) => channels),
    ...policy.limits.flatMap(({ channel }) => channel ?? []),
    ...policy.consents.map(({ channel }) => channel),
  ];
  const unknown = named.length === 0 ? "true" : `channel not in ${literals([...new Set(named)])}`;
  return [faultOf(column, `channel is not null and ${unknown}`, "a channel that the playbooks do not name")];
}

/** Names that are looked at for what they were meant to be: the most frequent. */
const MOST_SUGGESTIONS = 1_000;

/** Rows whose name is plainly a slip say what was meant. */
async function suggest(database: Database, staged: Staged, known: readonly string[]): Promise<void> {
  const code = staged.reasons.findIndex(({ reason }) => reason === UNKNOWN) + 1;
  const { column } = staged.reasons[code - 1]!;
  const rows = await database.rows(
    `select bad from ${staged.table} where reason = ${code} group by bad order by count(*) desc, bad limit ${MOST_SUGGESTIONS}`,
  );
  const slips = new Map<string, string[]>();
  for (const written of rows.map(([bad]) => String(bad))) {
    const meant = nearest(written, known);
    if (meant !== undefined) slips.set(meant, [...(slips.get(meant) ?? []), written]);
  }
  for (const [meant, written] of [...slips].sort(([left], [right]) => (left < right ? -1 : 1))) {
    staged.reasons.push({ reason: `${UNKNOWN}: did you mean \`${meant}\`?`, column, value: "bad" });
    await database.run(
      `update ${staged.table} set reason = ${staged.reasons.length} where reason = ${code} and bad in ${literals(written)}`,
    );
  }
}
