/** Which columns of somebody's data fill the standard model: by what they are called, where they are of its type. */
import { identifier, literal } from "../../../runtime/histories/sql.ts";
import type { EventType, Field, Metric, Schedule } from "../../../schedule/types.ts";
import type { EventPlan, FieldPlan, MetricPlan, MetricTablePlan, Plan } from "../plan.ts";
import { plainWords } from "../words.ts";

/** What else the names of the standard model are called; in plain words, as a whole. */
const alsoCalled: Readonly<Record<string, RegExp>> = {
  arr: /^(arr|annual_recurring_revenue|acv)$/,
  name: /^((account|customer|company|client|organi[sz]ation)_)?name$/,
  plan: /^(plan|tier|edition)$/,
  seats: /^(seats|seat_count|licen[cs]es)$/,
  storage_limit: /^storage_limit(_gb)?$/,
  auto_renews: /^auto_renew(s|al)?$/,
  goal: /^goals?$/,
  logins: /^(log_?ins?|sign_?ins?|sessions|visits|page_views|clicks)$/,
  active_users: /^((weekly_)?active_users|wau)$/,
  storage: /^storage(_(used|gb))?$/,
  features: /^features(_(used|adopted))?$/,
  ticket: /^((support_)?ticket|case|incident)$/,
  severity: /^(severity|priority)$/,
};

function isCalled(standard: string, name: string): boolean {
  const plain = plainWords(name);
  return plain === standard || alsoCalled[standard]?.test(plain) === true;
}

/** The plan in the names of the standard model; what has no place in it is left out. */
export function matched(plan: Plan, schedule: Schedule): Plan {
  return {
    ...plan,
    account: accountOf(plan, schedule),
    metrics: plan.metrics.map((table) => tableOf(table, schedule.metrics)).filter(({ metrics }) => metrics.length > 0),
    events: eventsOf(plan.events, schedule.events),
    touches: [],
  };
}

function accountOf({ account }: Plan, { account: standard }: Schedule): Plan["account"] {
  const roles: Readonly<Record<string, string | undefined>> = {
    contract_start: account.begins,
    churned_on: account.ends,
    renewal: account.renewal === account.begins ? undefined : account.renewal,
  };
  const fields = standard.fields.flatMap((field): FieldPlan[] => {
    const role = roles[field.name];
    const own = account.fields.find(({ name, column }) =>
      role === undefined ? isCalled(field.name, name) || isCalled(field.name, column) : name === role,
    );
    return own && isOfType(own, field) ? [{ ...own, name: field.name }] : [];
  });
  const has = (name: string) => fields.some((field) => field.name === name);
  const { begins: _begins, ends: _ends, renewal: _renewal, size: _size, ...others } = account;
  return {
    ...others,
    fields: [...fields, ...account.fields.filter(({ type }) => type === "zone")],
    ...(has("contract_start") && { begins: "contract_start" }),
    ...(has("churned_on") && { ends: "churned_on" }),
  };
}

/** `FieldPlan.type` is what the language writes. */
function isOfType(own: Pick<FieldPlan, "type">, { type, members = [] }: Field): boolean {
  if (type !== "enum") return own.type === type;
  const listed = /^one of (.*)$/.exec(own.type)?.[1]?.split(", ");
  return listed?.every((member) => members.includes(member)) === true;
}

function tableOf(table: MetricTablePlan, standard: readonly Metric[]): MetricTablePlan {
  const metrics = standard.flatMap((metric): MetricPlan[] => {
    if (metric.computed) return [];
    const own = table.metrics.find(
      ({ name, type, isFlow }) =>
        isCalled(metric.name, name) &&
        isFlow === (metric.kind === "flow") &&
        // The values of a long table are all of one type, whatever the metric.
        (type === metric.quantity || (table.long !== undefined && type === "points")),
    );
    return own ? [{ ...own, name: metric.name }] : [];
  });
  return { ...table, metrics };
}

function eventsOf(own: readonly EventPlan[], standard: readonly EventType[]): EventPlan[] {
  const byName = new Map<string, EventPlan>();
  for (const event of standard) {
    const alike = own.find(({ name }) => isCalled(event.name, name));
    const found = (alike && sameEvent(alike, event)) ?? own.flatMap((each) => kindOf(each, event) ?? [])[0];
    if (found) byName.set(event.name, found);
    const closing = found && event.closedBy && own.find(({ name }) => name === found.closedBy);
    if (closing && event.closedBy) byName.set(event.closedBy.event, closingEvent(closing, event.closedBy));
  }
  return [...byName.values()];
}

/** The event with the fields of the standard one; undefined where one is missing that must be there. */
function sameEvent(own: EventPlan, event: EventType): EventPlan | undefined {
  if ((own.key === undefined) !== event.forAll) return undefined;
  const fields: FieldPlan[] = [];
  for (const field of event.fields) {
    const found = own.fields.find((each) =>
      field.name === event.key ? each.name === own.caseKey : isCalled(field.name, each.name) && isOfType(each, field),
    );
    if (found) fields.push({ ...found, name: field.name });
    else if (!field.optional && field.default === undefined) return undefined;
  }
  return { ...own, name: event.name, fields };
}

/** Its only field says which case it closes. */
function closingEvent(own: EventPlan, { event, field }: NonNullable<EventType["closedBy"]>): EventPlan {
  return { ...own, name: event, fields: own.fields.slice(0, 1).map((each) => ({ ...each, name: field })) };
}

/** Of a list of happenings of several kinds, those whose kind is called like the event. */
function kindOf(own: EventPlan, event: EventType): EventPlan | undefined {
  if (own.key === undefined || event.forAll || event.fields.some(({ optional }) => !optional)) return undefined;
  const kind = own.fields.find(({ type }) => /^one of /.test(type) && type.slice(7).split(", ").includes(event.name));
  if (kind === undefined) return undefined;
  const isIt = `${identifier(kind.column)} = ${literal(event.name)}`;
  const { file, key, at, where, covers } = own;
  return {
    name: event.name,
    file,
    key,
    at,
    where: where === undefined ? isIt : `(${where}) and ${isIt}`,
    fields: [],
    isTrouble: false,
    ...(covers !== undefined && { covers }),
  };
}
