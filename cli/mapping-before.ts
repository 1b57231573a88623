/**
 * How the program before a change reads the data that the playc.yaml after it names (docs/review.md): what both call by one
 * name, or by two, is read as that file maps it now; what the program before alone has, as its own playc.yaml did.
 */
import type { AssignRule } from "../project/team-types.ts";
import type { EventTable, MetricTable, PersonSource, Project } from "../project/types.ts";
import type { Compared, DeclarationKind } from "../review/types.ts";
import type { Schedule } from "../schedule/types.ts";

interface Programs {
  readonly before: Schedule;
  readonly after: Schedule;
  readonly compared: Compared;
}

/** What a name of the project file is called in the program before; undefined where that has nothing of it. */
type Earlier = (name: string) => string | undefined;

/**
 * The project files to read the data with, the first that fits it: the last knows no file of `own`, in which data can be
 * named that is not there any more. `own`: of the program before, where it has one.
 */
export function projectsBefore(programs: Programs, now: Project, own: Project | undefined): Project[] {
  const translated = inEarlierNames(programs, now);
  return own ? [withOwn(programs, translated, own), translated] : [translated];
}

// ---- the file after the change, in the names of the program before ----------------------------------------------------

function inEarlierNames(programs: Programs, now: Project): Project {
  const { before, after, compared } = programs;
  const earlier = (kinds: readonly DeclarationKind[], has: (schedule: Schedule) => readonly string[]): Earlier =>
    earlierNames(renamesOf(compared, kinds), has(before), has(after));
  const field = earlier(["field"], fieldsOf);
  const person = earlier(["role", "contact"], peopleOf);
  const metric = earlier(["metric"], metricsOf);
  const event = earlier(["event"], eventsOf);
  const work = earlier(["touch", "task"], workOf);
  const { team } = now;
  return {
    ...now,
    account: { ...now.account, fields: renamed(now.account.fields, field) },
    people: new Map([...renamed(now.people, person)].map(([name, source]) => [name, assigned(source, field)])),
    ...(team && { team: { ...team, ...(team.people && { people: rosterOf(team.people, person) }) } }),
    events: new Map(
      [...now.events].flatMap(([name, table]) => {
        const old = event(name);
        return old === undefined
          ? []
          : [[old, { ...table, fields: renamed(table.fields, eventField(programs, name)) }]];
      }),
    ),
    metrics: now.metrics.map((table) => withMapped(table, renamed(mappedIn(table), metric))),
    touches: now.touches.map((table) => ({ ...table, names: renamed(table.names, work) })),
  };
}

/** By the name after, that before. */
type Renames = ReadonlyMap<string, string>;

function renamesOf({ diff }: Compared, kinds: readonly DeclarationKind[]): Renames {
  return new Map(
    diff.changes.flatMap(({ what, kind, clause, name: { before, after } }) =>
      what === "renamed" && clause === null && kinds.includes(kind) && before !== null && after !== null
        ? [[after, before] as const]
        : [],
    ),
  );
}

/** Of the fields of an event, by the name that it has after. */
function eventField({ before, after, compared }: Programs, event: string): Earlier {
  const own = compared.diff.changes.filter(
    ({ kind, name, clause }) => kind === "event" && name.after === event && clause === "field",
  );
  const renames = new Map(
    own.flatMap(({ what, text }) =>
      what === "renamed" && text.before !== null && text.after !== null ? [[text.after, text.before] as const] : [],
    ),
  );
  const called = renamesOf(compared, ["event"]).get(event) ?? event;
  const fields = ({ events }: Schedule, name: string) =>
    events.find((each) => each.name === name)?.fields.map((field) => field.name) ?? [];
  return earlierNames(renames, fields(before, called), fields(after, event));
}

/** A name that neither program has stays: it may be a slip that is to be told. */
function earlierNames(renames: Renames, before: readonly string[], after: readonly string[]): Earlier {
  const [had, has] = [new Set(before), new Set(after)];
  return (name) => {
    const old = renames.get(name);
    if (old !== undefined) return old;
    return had.has(name) || !has.has(name) ? name : undefined;
  };
}

function renamed<Value>(mapped: ReadonlyMap<string, Value>, earlier: Earlier): Map<string, Value> {
  return new Map(
    [...mapped].flatMap(([name, value]) => {
      const old = earlier(name);
      return old === undefined ? [] : [[old, value] as const];
    }),
  );
}

function assigned(source: PersonSource, field: Earlier): PersonSource {
  const { assign } = source;
  if (assign?.by === undefined) return source;
  const { by, ...others } = assign;
  const old = field(by);
  const rule: AssignRule = old === undefined ? others : { ...others, by: old };
  return { ...source, assign: rule };
}

type Roster = NonNullable<NonNullable<Project["team"]>["people"]>;

/** Rows written out name roles of the program; those of a table are data. */
function rosterOf(people: Roster, person: Earlier): Roster {
  if (people.kind === "table") return people;
  const rows = people.rows.map((row) => ({ ...row, roles: row.roles.flatMap((role) => person(role) ?? []) }));
  return { ...people, rows };
}

// ---- what the program before alone has --------------------------------------------------------------------------------

function withOwn({ before }: Programs, now: Project, own: Project): Project {
  const missing = <Value>(
    mapped: ReadonlyMap<string, Value>,
    olds: ReadonlyMap<string, Value>,
    has: readonly string[],
  ) => new Map([...mapped, ...has.flatMap((name) => entryOf(olds, name, mapped))]);
  const held = new Set(now.metrics.flatMap((table) => [...mappedIn(table).keys()]));
  const metrics = metricsOf(before).filter((name) => !held.has(name));
  return {
    ...now,
    account: { ...now.account, fields: missing(now.account.fields, own.account.fields, fieldsOf(before)) },
    people: missing(now.people, own.people, peopleOf(before)),
    events: new Map(
      [...missing(now.events, own.events, eventsOf(before))].map(([name, table]): [string, EventTable] => {
        const fields = before.events.find((event) => event.name === name)?.fields.map((field) => field.name) ?? [];
        const olds = own.events.get(name)?.fields ?? new Map<string, string>();
        return [name, { ...table, fields: missing(table.fields, olds, fields) }];
      }),
    ),
    metrics: own.metrics.reduce((tables, table) => withMetrics(tables, onlyMetrics(table, metrics)), now.metrics),
  };
}

function entryOf<Value>(
  olds: ReadonlyMap<string, Value>,
  name: string,
  mapped: ReadonlyMap<string, Value>,
): [string, Value][] {
  const old = olds.get(name);
  return old === undefined || mapped.has(name) ? [] : [[name, old]];
}

/** Metric -> column, or its name in the data. */
function mappedIn({ layout }: MetricTable): ReadonlyMap<string, string> {
  return layout.kind === "wide" ? layout.columns : layout.names;
}

function withMapped(table: MetricTable, mapped: ReadonlyMap<string, string>): MetricTable {
  const { layout } = table;
  return { ...table, layout: layout.kind === "wide" ? { ...layout, columns: mapped } : { ...layout, names: mapped } };
}

function onlyMetrics(table: MetricTable, names: readonly string[]): MetricTable {
  return withMapped(table, new Map([...mappedIn(table)].filter(([name]) => names.includes(name))));
}

/** In the table of the same rows, where there is one: in a long one also metrics stand that no table names. */
function withMetrics(tables: readonly MetricTable[], more: MetricTable): readonly MetricTable[] {
  if (mappedIn(more).size === 0) return tables;
  const rowsOf = ({ covers: _, ...table }: MetricTable) => JSON.stringify(withMapped(table, new Map()));
  const same = tables.findIndex((table) => rowsOf(table) === rowsOf(more));
  if (same < 0) return [...tables, more];
  return tables.map((table, index) =>
    index === same ? withMapped(table, new Map([...mappedIn(table), ...mappedIn(more)])) : table,
  );
}

function namesOf(declarations: readonly { readonly name: string }[]): string[] {
  return declarations.map(({ name }) => name);
}

const fieldsOf = ({ account }: Schedule) => namesOf(account.fields);
const eventsOf = ({ events }: Schedule) => namesOf(events);
const metricsOf = ({ metrics }: Schedule) => namesOf(metrics.filter(({ computed }) => !computed));
const peopleOf = ({ roles, contacts }: Schedule) => [...namesOf(roles), ...contacts];
const workOf = ({ touches, tasks }: Schedule) => [...namesOf(touches), ...namesOf(tasks)];
