/**
 * What a project file must obey beyond its schema: which keys go together, that `covers` are real days and zones are real zones.
 * Works on data that the schema has passed, so shapes are taken for granted.
 */
import { budgetRules } from "./budgets.ts";
import { isDay } from "./days.ts";
import { libraryRules } from "./libraries.ts";
import type { Mistake } from "./problems.ts";
import type { RawMetrics, RawPerson, RawProject, RawTouches } from "./raw.ts";
import { teamRules } from "./team.ts";
import { zoneMistake } from "./zones.ts";

/** Every broken rule. */
export function brokenRules(raw: RawProject): Mistake[] {
  const mistakes: Mistake[] = [];
  if (raw.account.known !== undefined && raw.account.from !== undefined) {
    mistakes.push({
      path: ["account", "known"],
      atKey: true,
      fault: "keys_clash",
      message:
        "`account` has both `known: today` and `from`: values that hold from a date on are known of the past. Keep one of the two.",
    });
  }
  mistakes.push(...everyTable(raw).flatMap(([path, table]) => tableRules(path, table)));
  for (const [role, person] of Object.entries(raw.people ?? {}))
    mistakes.push(...personRules(["people", role], person));
  for (const [event, table] of Object.entries(raw.events ?? {})) {
    mistakes.push(...coversRules(["events", event], table.covers));
  }
  mistakes.push(...zoneRules(raw.time_zone), ...libraryRules(raw.libraries), ...teamRules(raw));
  mistakes.push(...budgetRules(raw.budgets));
  for (const [path, table] of placed("metrics", raw.metrics)) mistakes.push(...metricRules(path, table));
  for (const [path, table] of placed("touches", raw.touches)) mistakes.push(...touchRules(path, table));
  return mistakes;
}

/** The tables of a key that takes one or a list, each with the keys that lead to it. */
function placed<Table>(name: string, tables: Table | Table[] | undefined): [(string | number)[], Table][] {
  if (Array.isArray(tables)) return tables.map((table, index) => [[name, index], table]);
  return tables === undefined ? [] : [[[name], tables]];
}

function everyTable(raw: RawProject): [(string | number)[], { file?: string; table?: string }][] {
  const named = (name: string, tables: object | undefined) =>
    Object.entries(tables ?? {}).map(([key, table]): [string[], object] => [[name, key], table]);
  return [
    [["account"], raw.account],
    ...placed("identity", raw.identity),
    ...named("people", raw.people),
    ...named("events", raw.events),
    ...placed("metrics", raw.metrics),
    ...placed("touches", raw.touches),
    ...placed("team", raw.team),
    ...(["away", "holidays"] as const).flatMap((part) => named("team", { [part]: raw.team?.[part] ?? {} })),
  ];
}

/** A DuckDB file holds several tables; every other file is one. */
function tableRules(path: readonly (string | number)[], { file, table }: { file?: string; table?: string }): Mistake[] {
  const many = file?.toLowerCase().endsWith(".duckdb") ?? false;
  if (many === (table !== undefined)) return [];
  const name = path.join(".");
  if (many)
    return [
      { path, fault: "missing_key", message: `\`${name}\` lacks \`table\`: which table of the DuckDB file it is.` },
    ];
  const message = `\`${name}.table\` names a table of a DuckDB file (\`.duckdb\`). This file is one table: take \`table\` away.`;
  return [{ path: [...path, "table"], atKey: true, fault: "keys_clash", message }];
}

function zoneRules(zone: RawProject["time_zone"]): Mistake[] {
  const name = typeof zone === "string" ? zone : zone?.default;
  const message = name === undefined ? undefined : zoneMistake(name);
  if (message === undefined) return [];
  return [{ path: typeof zone === "string" ? ["time_zone"] : ["time_zone", "default"], fault: "wrong_value", message }];
}

function personRules(path: readonly (string | number)[], person: RawPerson): Mistake[] {
  const name = `\`${path.join(".")}\``;
  const forms = `${name} must be one of: \`{ column }\` of the account table, \`{ file, key, person }\` for a table of its own, \`{ person }\` for one name for everybody, \`{ assign }\` for a rule; \`assign\` may also stand beside the first two.`;
  const has = (key: keyof RawPerson) => person[key] !== undefined;
  const tableOnly = (["key", "from", "aggregate", "where", "table"] as const).filter(has);
  if (has("column")) {
    return has("file") || has("person") || tableOnly.length > 0 ? [{ path, fault: "keys_clash", message: forms }] : [];
  }
  if (has("file")) {
    if (!has("key") || !has("person")) return [{ path, fault: "keys_clash", message: forms }];
    if (has("known") && has("from")) {
      const message = `${name} has both \`known: today\` and \`from\`. Keep one of the two.`;
      return [{ path: [...path, "known"], atKey: true, fault: "keys_clash", message }];
    }
    return [];
  }
  const isForAll = has("person") && !has("assign");
  const isRule = has("assign") && !has("person");
  return (isForAll || isRule) && tableOnly.length === 0 && !has("known")
    ? []
    : [{ path, fault: "keys_clash", message: forms }];
}

function metricRules(path: readonly (string | number)[], table: RawMetrics): Mistake[] {
  const wide = table.columns !== undefined;
  const long = table.metric !== undefined && table.value !== undefined;
  const half = table.metric !== undefined || table.value !== undefined || table.names !== undefined;
  const mistakes = coversRules(path, table.covers);
  if (wide ? half : !long) {
    mistakes.push({
      path,
      fault: "keys_clash",
      message: `\`${path.join(".")}\` must have either \`columns\` (metric: column) or both \`metric\` and \`value\` (a row per metric).`,
    });
  }
  if (long && table.aggregate) {
    mistakes.push({
      path: [...path, "aggregate"],
      atKey: true,
      fault: "keys_clash",
      message:
        "`aggregate` goes with `columns`, where each metric says how its rows add up; not with `metric` and `value`.",
    });
  }
  return mistakes;
}

/** A name of the data says one touch. */
function touchRules(path: readonly (string | number)[], table: RawTouches): Mistake[] {
  const mistakes = coversRules(path, table.covers);
  const touches = new Map<string, string>();
  for (const [touch, names] of Object.entries(table.names ?? {})) {
    for (const name of new Set(Array.isArray(names) ? names : [names])) {
      const other = touches.get(name);
      touches.set(name, touch);
      if (other === undefined) continue;
      const message = `The name \`${name}\` stands for \`${other}\` and for \`${touch}\`. Keep it for one of the two.`;
      mistakes.push({ path: [...path, "names", touch], fault: "wrong_value", message });
    }
  }
  return mistakes;
}

function coversRules(path: readonly (string | number)[], covers: string | undefined): Mistake[] {
  if (covers === undefined) return [];
  const [from, to = from] = coversEnds(covers);
  if (isDay(from) && isDay(to) && from <= to) return [];
  const what = isDay(from) && isDay(to) ? "ends before it begins" : "names a day that is in no calendar";
  return [
    { path: [...path, "covers"], fault: "wrong_value", message: `\`${[...path, "covers"].join(".")}\` ${what}.` },
  ];
}

/** `2025-01-01..2025-12-31` as its two ends; `2025-01-01..` has but one. */
export function coversEnds(covers: string): readonly [from: string, to?: string] {
  const [from = "", to = ""] = covers.split("..");
  return to === "" ? [from] : [from, to];
}
