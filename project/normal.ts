/** From the author's shapes to the program's: one form for each thing, names in Maps, tables in lists. */
import { budgetsOf } from "./budgets.ts";
import { librariesOf } from "./libraries.ts";
import type { RawEvent, RawIdentity, RawMetrics, RawPerson, RawProject, RawTouches } from "./raw.ts";
import { coversEnds } from "./rules.ts";
import { assignOf, teamOf } from "./team.ts";
import type {
  Covers,
  EventTable,
  IdentityTable,
  MetricTable,
  PersonSource,
  Project,
  Span,
  TimeZone,
  TouchTable,
} from "./types.ts";

/** The project of a file that passed the schema and the rules; `spanOf` finds a key by the keys that lead to it. */
export function normalProject(
  file: string,
  raw: RawProject,
  spanOf: (keys: readonly string[], of: "key" | "value") => Span,
): Project {
  const zone = timeZoneOf(raw.time_zone);
  const team = teamOf(raw.team);
  const budgets = budgetsOf(raw.budgets);
  return {
    file,
    currency: raw.currency,
    currencySpan: spanOf(["currency"], "value"),
    ...(zone && { timeZone: zone }),
    account: {
      ...tableOf(raw.account),
      key: raw.account.key,
      ...(raw.account.from !== undefined && { from: raw.account.from }),
      fields: mapOf(raw.account.fields),
      knownToday: raw.account.known === "today",
    },
    identity: listOf(raw.identity).map(identityOf),
    people: mapped(raw.people, personOf),
    ...(team && { team }),
    events: mapped(raw.events, eventOf),
    metrics: listOf(raw.metrics).map(metricsOf),
    touches: listOf(raw.touches).map(touchesOf),
    libraries: librariesOf(raw.libraries, spanOf),
    ...(budgets && { budgets }),
    diagnostics: Object.entries(raw.diagnostics ?? {}).map(([code, { severity, reason }]) => ({
      code,
      severity,
      ...(reason === undefined ? {} : { reason }),
      span: spanOf(["diagnostics", code], "key"),
    })),
  };
}

function tableOf(raw: { file: string; table?: string; aggregate?: boolean; where?: string }) {
  return {
    file: raw.file,
    ...(raw.table !== undefined && { table: raw.table }),
    aggregate: raw.aggregate ?? false,
    ...(raw.where !== undefined && { where: raw.where }),
  };
}

function listOf<Raw>(raw: Raw | Raw[] | undefined): Raw[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? raw : [raw];
}

function identityOf(raw: RawIdentity): IdentityTable {
  return { ...tableOf(raw), account: raw.account, also: listOf(raw.also) };
}

function timeZoneOf(raw: RawProject["time_zone"]): TimeZone | undefined {
  if (raw === undefined) return undefined;
  if (typeof raw === "string") return { kind: "name", name: raw };
  return { kind: "column", column: raw.column, ...(raw.default !== undefined && { default: raw.default }) };
}

function personOf(raw: RawPerson): PersonSource {
  const knownToday = raw.known === "today";
  const assign = assignOf(raw.assign);
  if (raw.column !== undefined) return { kind: "column", column: raw.column, knownToday, ...assign };
  const { person = "", file } = raw;
  if (file === undefined) return raw.assign ? { kind: "rule", ...assign } : { kind: "everybody", person };
  const from = raw.from !== undefined && { from: raw.from };
  return { kind: "table", ...tableOf({ ...raw, file }), key: raw.key ?? "", person, ...from, knownToday, ...assign };
}

function eventOf(raw: RawEvent): EventTable {
  return {
    ...tableOf(raw),
    ...(raw.key !== undefined && { key: raw.key }),
    at: raw.at,
    fields: mapOf(raw.fields),
    ...coversOf(raw.covers),
  };
}

function metricsOf(raw: RawMetrics): MetricTable {
  const layout: MetricTable["layout"] =
    raw.columns !== undefined
      ? { kind: "wide", columns: mapOf(raw.columns) }
      : { kind: "long", metric: raw.metric ?? "", value: raw.value ?? "", names: mapOf(raw.names) };
  return { ...tableOf(raw), key: raw.key, day: raw.day, layout, ...coversOf(raw.covers) };
}

function touchesOf(raw: RawTouches): TouchTable {
  return {
    ...tableOf(raw),
    key: raw.key,
    at: raw.at,
    touch: raw.touch,
    names: new Map(Object.entries(raw.names ?? {}).map(([touch, names]) => [touch, listOf(names)])),
    ...(raw.owner !== undefined && { owner: raw.owner }),
    ...(raw.channel !== undefined && { channel: raw.channel }),
    ...(raw.demand !== undefined && { demand: raw.demand }),
    ...coversOf(raw.covers),
  };
}

function coversOf(raw: string | undefined): { covers?: Covers } {
  if (raw === undefined) return {};
  const [from, to] = coversEnds(raw);
  return { covers: { from, ...(to !== undefined && { to }) } };
}

function mapOf(raw: Record<string, string> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(raw ?? {}));
}

function mapped<Raw, Normal>(raw: Record<string, Raw> | undefined, normal: (raw: Raw) => Normal) {
  return new Map(Object.entries(raw ?? {}).map(([name, value]) => [name, normal(value)]));
}
