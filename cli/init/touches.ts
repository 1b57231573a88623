/** Records of what was done for customers: deliveries of the playbook's touches, where they are called alike. */
import { identifier, literal } from "../../runtime/histories/sql.ts";
import { isOwner } from "./meaning.ts";
import type { Placement, Plan, RecordsPlan, TouchesPlan } from "./plan.ts";
import { columnOf } from "./shapes.ts";
import type { Table } from "./tables.ts";
import { plainWords } from "./words.ts";

/** What people call the touches of a first playbook. */
const calledAlike: Readonly<Record<string, RegExp>> = {
  welcome_mail: /^welcome_?e?_?mail$/,
  welcome_call: /^(welcome|kick_?off|intro|introduction|introductory|onboarding)(_(call|meeting|talk))?$/,
  check_in: /^check_?in(_(call|meeting|mail))?$/,
  renewal_talk: /^renewals?(_(call|meeting|talk|discussion|conversation))?$/,
  tip_mail: /^(tips?(_mail)?|newsletter)$/,
};

/** The records a known system keeps of work done, if the table is one of them. */
export function recordsOf(table: Table, key: string): RecordsPlan | undefined {
  const names = table.columns.map(({ name }) => name);
  const at = table.columns.find(({ name, isDay }) => isDay && name === columnOf(names, table.shape?.done));
  const subject = table.columns.find(({ name }) => name === columnOf(names, table.shape?.subject));
  if (!at || !subject || subject.filled === 0) return undefined;
  const owner = table.columns.find((column) => isOwner(column) && column.filled > 0)?.name;
  const base = { file: table.file, key, at: at.name, subject: subject.name, values: subject.values ?? [] };
  return { ...base, ...(owner !== undefined && { owner }) };
}

/** Takes records for deliveries of `touches`, those that a playbook makes, and says which values are none. */
export function placeTouches(plan: Plan, touches: readonly string[]): void {
  for (const records of plan.records) {
    const named = new Map<string, string[]>();
    const others: string[] = [];
    for (const value of records.values) {
      const touch = touches.find((name) => plainWords(value) === name || calledAlike[name]?.test(plainWords(value)));
      if (touch === undefined) others.push(value);
      else named.set(touch, [...(named.get(touch) ?? []), value]);
    }
    if (named.size > 0) plan.touches.push(touchesPlan(records, named));
    plan.placements.push(...told(records, named, others));
  }
}

function touchesPlan(records: RecordsPlan, names: ReadonlyMap<string, readonly string[]>): TouchesPlan {
  const { file, key, at, subject, owner } = records;
  const known = [...names.values()].flat().map(literal).join(", ");
  const where = `${identifier(subject)} in (${known}) and ${identifier(at)} is not null`;
  return { file, key, at, touch: subject, where, names: [...names], ...(owner !== undefined && { owner }) };
}

function told(
  { file, at, subject, values }: RecordsPlan,
  named: ReadonlyMap<string, readonly string[]>,
  others: readonly string[],
): Placement[] {
  const placed = [...named].map(([touch, called]) => ({
    file,
    column: `${subject} = ${called.join(", ")}`,
    as: `touches.${touch}`,
    why: `delivered at \`${at}\`: called like a touch of first.play`,
  }));
  const way = "declare the touch, and its name in the data under `touches` of playc.yaml";
  if (values.length === 0) {
    const why = `would say which touch was delivered, but has too many different values: ${way}`;
    return [{ file, column: subject, why }];
  }
  const rest = others.slice(0, MOST_TOLD).map((value) => ({
    file,
    column: `${subject} = ${value}`,
    why: `is called like no touch of first.play, so that it was delivered counts for nothing: ${way}`,
  }));
  return [...placed, ...rest];
}

const MOST_TOLD = 12;
