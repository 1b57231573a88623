/** Tables with a row each time something happened. */

import type { Inspection } from "../../runtime/histories/inspect/inspect.ts";
import type { ColumnProfile } from "../../runtime/histories/inspect/profile.ts";
import { identifier } from "../../runtime/histories/sql.ts";
import { fieldsOf } from "./fields.ts";
import { daysAre, isAccountName, isCloseTime, isIdName, isTechnical, isTroubleName } from "./meaning.ts";
import { daysOf } from "./metrics.ts";
import type { EventPlan, FieldPlan, Placement } from "./plan.ts";
import { columnOf } from "./shapes.ts";
import { isUnique, type Table } from "./tables.ts";
import { createNames, type Names, plainWords } from "./words.ts";

export interface PlannedEvents {
  events: EventPlan[];
  placements: Placement[];
}

const MOST_FIELDS = 8;

/** The event of a table whose `key` names accounts, and the one that closes it; or why it is none. */
export async function planEvent(
  inspection: Inspection,
  table: Table,
  key: string,
  names: Names,
): Promise<PlannedEvents | { why: string }> {
  const columns = table.columns.map(({ name }) => name);
  const known = columnOf(columns, table.shape?.at);
  const at = table.columns.find((column) => column.name === known && column.isDay) ?? timeOf(table, key);
  if (at === undefined) return { why: "has no column of dates that says when: nothing of it can be put in time" };
  const { file, shape } = table;
  const name = names.take(table.record, "event");
  const closed = table.columns.find(
    (column) =>
      column !== at &&
      column.isDay &&
      (shape?.closed ? shape.closed.split(" ").includes(plainWords(column.name)) : isCloseTime(column)),
  );
  const scope = createNames();
  const rest = table.columns.filter((column) => column.name !== key && column !== at && column !== closed);
  const id = table.ambiguous.length === 0 ? await caseId(inspection, table, rest) : undefined;
  const made = fieldsOf(
    rest.filter((column) => column !== id),
    table,
    {
      names: scope,
      owner: name,
      most: MOST_FIELDS,
      allowed: (field) =>
        field.type === "text" || field.type === "date" ? "is not needed for any rule to begin with" : undefined,
    },
  );
  const event: EventPlan = {
    name,
    file,
    key,
    at: at.name,
    fields: made.fields,
    isTrouble: isTroubleName({ name }),
    ...coversIfLong(at),
  };
  const placements: Placement[] = [
    {
      file,
      as: `event ${name}`,
      why: shape ? `${shape.system} ${shape.record}, by its columns` : "a row each time something happened",
    },
    { file, column: key, as: `${name}.key`, why: "holds accounts' ids" },
    { file, column: at.name, as: `${name}.at`, why: daysAre(at) },
    ...made.placements,
  ];
  if (id === undefined) {
    if (closed) {
      const why = "would close cases, but no column tells one case from another";
      placements.push({ file, column: closed.name, why });
    }
    return { events: [event], placements };
  }
  const field = { name: scope.take(id.name, "case"), type: "text", isOptional: false, column: id.name };
  const why = "another in every row: it tells them apart";
  placements.push({ file, column: id.name, as: `${name}.${field.name} (key)`, why });
  const keyed = { ...event, fields: [field, ...event.fields], caseKey: field.name };
  if (closed === undefined) return { events: [keyed], placements };
  const closedBy = names.take(`${name}_closed`, "event");
  placements.push({ file, column: closed.name, as: `event ${closedBy}`, why: "when the case was closed" });
  return { events: [{ ...keyed, closedBy }, closingEvent(closedBy, event, closed, field)], placements };
}

/** The event that closes the cases of `opened`: of the same table, at another time. */
function closingEvent(name: string, opened: EventPlan, closed: ColumnProfile, field: FieldPlan): EventPlan {
  const { file, key } = opened;
  return {
    name,
    file,
    ...(key !== undefined && { key }),
    at: closed.name,
    where: `${identifier(closed.name)} is not null`,
    fields: [field],
    isTrouble: false,
    ...coversIfLong(closed),
  };
}

const everybodys = /^(release|announcement|outage|webinar|launch|campaign|price_change)$/;

/** An event for all accounts: a table that names no account and tells of something of ours. */
export function planEventForAll(table: Table, names: Names): PlannedEvents | undefined {
  const at = timeOf(table, undefined);
  if (at === undefined || !everybodys.test(table.record) || table.columns.some((column) => isAccountName(column)))
    return undefined;
  const name = names.take(table.record, "event");
  const event: EventPlan = { name, file: table.file, at: at.name, fields: [], isTrouble: false, ...coversIfLong(at) };
  const placements = [
    {
      file: table.file,
      as: `event ${name} for all`,
      why: "names no account, and tells of something that concerns all",
    },
    { file: table.file, column: at.name, as: `${name}.at`, why: daysAre(at) },
  ];
  return { events: [event], placements };
}

/** What can say when a row happened, the likeliest first. */
const TIMES = [
  /(creat|open|occur|happen|answer|sent|submit|invoice|order|start)/,
  /^(at|on|date|day|time|timestamp)$/,
  /(_at|_on|date|time)$/,
];

function timeOf(table: Table, key: string | undefined): ColumnProfile | undefined {
  const rank = ({ name, isInstant, filled }: ColumnProfile) => {
    const words = plainWords(name);
    const byName = TIMES.findIndex((pattern) => pattern.test(words));
    return (byName < 0 ? TIMES.length : byName) + (isInstant ? 0 : 0.5) + (filled < table.rows ? 1 : 0);
  };
  const times = table.columns.filter(
    (column) =>
      column.isDay &&
      column.name !== key &&
      !isTechnical(column) &&
      !isCloseTime(column) &&
      !/(^|_)(due|end|updated|modified|deadline)(_|$)/.test(plainWords(column.name)),
  );
  return times.sort((left, right) => rank(left) - rank(right))[0];
}

/** The column that tells rows apart: called after the record, else `id`, else any that names something. */
async function caseId(
  inspection: Inspection,
  table: Table,
  columns: readonly ColumnProfile[],
): Promise<ColumnProfile | undefined> {
  const rank = ({ name }: ColumnProfile) => {
    const words = plainWords(name);
    return words === table.record || words.startsWith(`${table.record}_`) ? 0 : words === "id" ? 1 : 2;
  };
  const likely = columns
    .filter((column) => !isTechnical(column) && (isIdName(column) || plainWords(column.name) === table.record))
    .sort((left, right) => rank(left) - rank(right));
  for (const column of likely) if (await isUnique(inspection, table, column)) return column;
  return undefined;
}

function coversIfLong(column: ColumnProfile): { covers?: string } {
  const { covers } = daysOf(column);
  return covers === undefined ? {} : { covers };
}
