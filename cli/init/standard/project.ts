/** A project that begins with the standard playbooks: the data in their names, and of them what the data carries. */
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import type { Schedule } from "../../../schedule/types.ts";
import { compileProject } from "../../compile-project.ts";
import { Failure } from "../../failure.ts";
import { builtInFolder } from "../../libraries.ts";
import type { Figures } from "../figures.ts";
import type { MetricTablePlan, Plan } from "../plan.ts";
import { placeTouches } from "../touches.ts";
import { compileFiles } from "../write.ts";
import { projectFileText } from "../write-project-file.ts";
import { type Asks, asksOf } from "./asks.ts";
import { matched } from "./match.ts";
import { placementsOf } from "./placements.ts";
import { segmentLines, standardText } from "./write.ts";

/** The library of that name that comes with playc. */
export const standardName = "standard";

/** Failure of kind `data` when no column says when customers began: everything counts from there. */
export function standardProject(
  plan: Plan,
  figures: Figures,
  dataFolders: readonly string[],
): { files: Map<string, string>; plan: Plan } {
  const { schedule } = compileProject(builtInFolder(standardName));
  const inItsNames = matched(plan, schedule);
  const { account } = inItsNames;
  if (account.begins === undefined) {
    throw new Failure(
      "data",
      "The standard playbooks count from the day a customer began, and no column says it. Name it in the account table, as `contract_start`, or begin without --standard.",
    );
  }
  const has = (name: string) => account.fields.some((field) => field.name === name);
  const segments = has("arr") ? [] : segmentLines(figures);
  const sizes = segments.length > 0 ? metricsNamedIn(segments, plan.metrics) : [];
  const whole: Plan = { ...inItsNames, metrics: withMetrics(inItsNames.metrics, sizes) };
  const asks = asksOf(schedule, {
    fields: new Set([...account.fields.map(({ name }) => name), ...(segments.length > 0 ? ["arr"] : [])]),
    metrics: new Set(whole.metrics.flatMap(({ metrics }) => metrics.map(({ name }) => name))),
    events: new Set(whole.events.map(({ name }) => name)),
  });
  placeTouches(
    whole,
    schedule.touches.map(({ name }) => name),
  );
  const remarks = [
    ...plan.remarks,
    "`onboarding_lead` is taken to be whoever looks after the account: name somebody else in `people` where there is one.",
    ...(has("arr") || segments.length > 0
      ? []
      : ["Nothing says how large a customer is: without `arr` nobody is in a segment."]),
  ];
  const names = { roles: ["csm", "onboarding_lead"], libraries: [standardName] };
  const own = [
    ...accountLines(whole, segments.length > 0),
    ...(sizes.length > 0 ? [""] : []),
    ...sizes.flatMap(metricLines),
    ...segments,
  ];
  const useless = new Set<string>();
  for (;;) {
    const text = standardText(whole.currency, { asks, useless, own, isSizedByArr: has("arr") });
    const files = (of: Plan) =>
      new Map([
        ["playc.yaml", projectFileText(of, dataFolders, names)],
        ["standard.play", text],
      ]);
    const { diagnostics, schedule: made } = compileFiles(files(whole));
    const more = uselessIn(diagnostics, asks).filter((name) => !useless.has(name));
    for (const name of more) useless.add(name);
    if (more.length > 0) continue;
    const asked = made === undefined ? whole : onlyAsked(whole, made);
    const told: Plan = { ...asked, remarks, placements: placementsOf(plan, asked) };
    return { files: files(told), plan: told };
  }
}

/** What the compiler finds to be of no use here: of the library's declarations those that its warnings name. */
function uselessIn(diagnostics: readonly Diagnostic[], { declarations }: Asks): string[] {
  const said = diagnostics.filter(({ file }) => file.startsWith(`${standardName}:`));
  const names = declarations.filter(({ missing }) => missing.length === 0).map(({ name }) => name);
  return names.filter((name) => said.some(({ message }) => message.includes(`\`${name}\``)));
}

/** Without what the program that was made of it does not ask for. */
function onlyAsked(plan: Plan, { account, metrics, events }: Schedule): Plan {
  const has = (list: readonly { name: string }[]) => {
    const names = new Set(list.map(({ name }) => name));
    return ({ name }: { name: string }) => names.has(name);
  };
  return {
    ...plan,
    account: { ...plan.account, fields: plan.account.fields.filter(has(account.fields)) },
    metrics: plan.metrics
      .map((table) => ({ ...table, metrics: table.metrics.filter(has(metrics)) }))
      .filter((table) => table.metrics.length > 0),
    events: plan.events.filter(has(events)),
  };
}

/** Fields that the data has otherwise than the library asks for them. */
function accountLines({ account: { fields } }: Plan, isSized: boolean): string[] {
  const begins = fields.find(({ name }) => name === "contract_start");
  const arr = fields.find(({ name }) => name === "arr");
  const zone = fields.find(({ type }) => type === "zone");
  const lines = [
    ...(begins?.isOptional ? ["  contract_start date?"] : []),
    ...((arr === undefined && !isSized) || arr?.isOptional ? ["  arr money?"] : []),
    ...(zone ? [`  ${zone.name} zone`] : []),
  ];
  return lines.length === 0 ? [] : ["", "# What differs in your data.", "account {", ...lines, "}"];
}

function metricsNamedIn(lines: readonly string[], tables: readonly MetricTablePlan[]): MetricTablePlan[] {
  const words = new Set(lines.flatMap((line) => line.split(/\W+/)));
  return tables
    .map((table) => ({ ...table, metrics: table.metrics.filter(({ name }) => words.has(name)) }))
    .filter(({ metrics }) => metrics.length > 0);
}

function metricLines({ metrics }: MetricTablePlan): string[] {
  return metrics.map(
    ({ name, type, isFlow }) =>
      `metric ${name} ${type} ${isFlow ? "per day missing is zero" : "snapshot missing carries"}`,
  );
}

/** The same tables, with these metrics too. */
function withMetrics(tables: readonly MetricTablePlan[], more: readonly MetricTablePlan[]): MetricTablePlan[] {
  const added = tables.map((table) => ({
    ...table,
    metrics: [
      ...table.metrics,
      ...(more.find(({ file, key }) => file === table.file && key === table.key)?.metrics ?? []),
    ],
  }));
  const alone = more.filter((table) => !tables.some(({ file, key }) => file === table.file && key === table.key));
  return [...added, ...alone];
}
