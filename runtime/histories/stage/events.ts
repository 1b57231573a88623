/** Tables of events, staged as (ordinal, reason, at_text, v0, v1 ...); those `for all` accounts without ordinal. */
import type { EventTable } from "../../../project/types.ts";
import type { EventType, Field, Schedule } from "../../../schedule/types.ts";
import { isZone } from "../../calendar/zones.ts";
import { type ColumnRequest, openSource, type Source, type SourceContext } from "../source/open.ts";
import { DataError, type DayRange } from "../types.ts";
import { faultOf, rawText, readingOf } from "../values/fields.ts";
import { instantOrDaySql } from "../values/times.ts";
import { forgetFrom, setOutsideAside } from "./days.ts";
import { coversOf } from "./metrics.ts";
import { accountFaults, idSql, type Staged, stage } from "./stage.ts";

export interface StagedEvents {
  staged: Staged;
  event: EventType;
  /** Fields that have a column, in the order of the staged `v0`, `v1` ... */
  fields: Field[];
  covers?: DayRange;
}

/** Stages the table of one event. */
export async function stageEvents(
  context: SourceContext,
  table: string,
  event: EventType,
  input: EventTable,
  schedule: Schedule,
): Promise<StagedEvents> {
  const name = `events.${event.name}`;
  refuseKey(name, event, input, context.projectFile);
  const columns = requests(name, event, input);
  const source = await openSource(context, { ...input, name, columns });
  const start = input.key === undefined ? 1 : 2;
  const at = source.columns[start - 1]!;
  const raws = source.columns.slice(start);
  const fields = event.fields.filter((_, index) => raws[index]);
  refuseMissing(name, event, fields, source);
  const found = raws.flatMap((raw) => raw ?? []);
  const zones = await zonesOf(context, source, fields, found);
  const readings = fields.map((field, index) => readingOf(field, found[index]!, schedule, zones));
  const covers = input.covers && coversOf(input.covers);
  const key = input.key === undefined ? undefined : source.columns[0];
  const staged = await stage(context.database, {
    table,
    source,
    read: [
      ...(key ? [{ name: "id", sql: idSql(key) }] : []),
      { name: "at_text", sql: instantOrDaySql(at) },
      ...readings.map(({ read }, index) => ({ name: `v${index}`, sql: read })),
    ],
    keep: ["at_text", ...readings.map((_, index) => `v${index}`)],
    faults: [
      ...(key ? accountFaults(key) : []),
      faultOf(at, `${rawText(at)} is null`, `\`${input.at}\`: absent, but required`),
      faultOf(at, "at_text is null", `\`${input.at}\`: not a date or date and time`),
      ...readings.flatMap((reading, index) => reading.faults(`v${index}`)),
    ],
    byAccount: key !== undefined,
    orderBy: key ? "ordinal" : "at_text",
  });
  if (context.asOf !== undefined) await forgetFrom(context.database, staged, context.asOf, key !== undefined);
  if (covers) await setOutsideAside(context.database, staged, at, covers, key !== undefined);
  return { staged, event, fields, ...(covers && { covers }) };
}

function requests(name: string, event: EventType, input: EventTable): ColumnRequest[] {
  const key: ColumnRequest[] =
    input.key === undefined ? [] : [{ column: input.key, role: "key", where: `${name}.key` }];
  const fields = event.fields.map((field): ColumnRequest => {
    const column = input.fields.get(field.name);
    const optional = column === undefined && (input.aggregate || field.optional || field.default !== undefined);
    return { column: column ?? field.name, role: "value", optional, where: `${name}.fields.${field.name}` };
  });
  return [...key, { column: input.at, role: "value", where: `${name}.at` }, ...fields];
}

function refuseKey(name: string, event: EventType, input: EventTable, file: string): void {
  if (event.forAll && input.key !== undefined) {
    throw new DataError(`${name}: this event is \`for all\` accounts. Take \`key\` away.`, { file });
  }
  if (!event.forAll && input.key === undefined) {
    throw new DataError(`${name} lacks \`key\`: the column with the account's id.`, { file });
  }
}

function refuseMissing(name: string, event: EventType, found: readonly Field[], source: Source): void {
  const missing = event.fields.find(
    (field) => !found.includes(field) && !field.optional && field.default === undefined,
  );
  if (missing === undefined) return;
  const file = source.files[0]?.shown ?? name;
  throw new DataError(
    `\`${file}\` has no column \`${missing.name}\`, which every \`${event.name}\` must have. Name its column under \`${name}.fields\`, or make the field optional (\`?\`) in the playbooks.`,
    { file, column: missing.name },
  );
}

async function zonesOf(
  context: SourceContext,
  source: Source,
  fields: readonly Field[],
  columns: readonly { sql: string; type: string }[],
): Promise<Set<string>> {
  const texts = new Set<string>();
  for (const [index, field] of fields.entries()) {
    if (field.type !== "zone") continue;
    const text = idSql(columns[index]!);
    const rows = await context.database.rows(`select distinct ${text} from ${source.sql} where length(${text}) <= 64`);
    for (const row of rows) if (isZone(String(row[0]))) texts.add(String(row[0]));
  }
  return texts;
}
