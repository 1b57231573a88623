/** The `.play` files of a plan: `model.play`, what is known of a customer; `first.play`, what is done about it. */
import { printable, printableName } from "../views/printable.ts";
import type { Figures, Rule, SegmentFigure } from "./figures.ts";
import type { EventPlan, FieldPlan, MetricTablePlan, Plan } from "./plan.ts";

/** `usesAutomation`: whether anything of the playbook goes out by itself. */
export function modelText(plan: Plan, usesAutomation: boolean): string {
  const { account, metrics, events } = plan;
  const lines = [
    "# What is known of a customer. Made by `playc init`; yours from now on.",
    "",
    `## ${comment(account.file)}${account.aggregate ? ", put together from its rows" : ""}`,
    "account {",
    ...account.fields.map(accountField),
    ...(account.begins === undefined ? [] : [`  begins ${account.begins} # nothing is owed before this day`]),
    ...(account.ends === undefined ? [] : [`  ends ${account.ends} # nor after this one`]),
    "}",
    ...(metrics.length > 0 ? [""] : []),
    ...metrics.flatMap(metricLines),
    ...(events.length > 0 ? [""] : []),
    ...events.map(eventLine),
    "",
    "## Who owns accounts: `people.csm` of playc.yaml.",
    "role csm owns accounts",
    ...(usesAutomation ? ["## What goes out by itself.", "role automation machine"] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** Says the column where the field is not called like it. */
function accountField(field: FieldPlan): string {
  const origin = field.column === field.name ? "" : ` # ${printableName(field.column)}`;
  return `  ${field.name} ${written(field)}${origin}`;
}

function metricLines({ file, metrics }: MetricTablePlan): string[] {
  const rule = (isFlow: boolean) => (isFlow ? "per day missing is zero" : "snapshot missing carries");
  return [`# ${comment(file)}`, ...metrics.map(({ name, type, isFlow }) => `metric ${name} ${type} ${rule(isFlow)}`)];
}

function eventLine({ name, key, fields, caseKey, closedBy, file }: EventPlan): string {
  const parts = fields.map((field) =>
    field.name === caseKey ? `key ${field.name}` : `${field.name} ${written(field)}`,
  );
  const inner = [...parts, ...(closedBy === undefined ? [] : [`closed by ${closedBy}`])].join(" ");
  const scope = key === undefined ? " for all" : "";
  return `# ${comment(file)}\nevent ${name}${scope}${inner === "" ? "" : ` { ${inner} }`}`;
}

function written({ type, isOptional }: FieldPlan): string {
  return `${type}${isOptional ? "?" : ""}`;
}

function comment(text: string): string {
  return printable(text).slice(0, 200);
}

/** A declaration, in lines, and the touches it makes use of. */
interface Part {
  lines: string[];
  touches: string[];
}

const touches: Record<string, string> = {
  welcome_mail: "channel email owner automation effort 0min purpose give_insight kind educational",
  tip_mail: "channel email owner automation effort 0min purpose give_insight kind educational",
  welcome_call: "channel video owner csm effort 30min prep 10min purpose advance_relationship kind proactive",
  check_in: "channel video or phone owner csm effort 25min prep 10min purpose address_need kind proactive",
  renewal_talk: "channel video owner csm effort 45min prep 30min purpose reinforce_value kind proactive",
};

/** `first.play`, the touches it makes, and whether any of them goes out by itself. */
export function playbookOf(
  plan: Plan,
  figures: Figures,
): { text: string; touches: readonly string[]; usesAutomation: boolean } {
  const timed = [...cadences(plan, figures.segments), ...triggers(figures)];
  const parts = timed.length > 0 ? timed : answers(plan);
  const used = Object.keys(touches).filter((name) => parts.some((part) => part.touches.includes(name)));
  const lines = [
    "# A first playbook: who is who, what comes by the calendar, what sets something off, and how much is too much.",
    "# Its figures come from your data, and say how. Change them, simulate again, and see what it costs.",
    "",
    "# The first that matches is the customer's.",
    "segments {",
    ...figures.segments.map(
      ({ name, when, why }) => `  ${name} ${when === undefined ? "otherwise" : `when ${when}`} # ${printable(why)}`,
    ),
    "}",
    "",
    ...used.map((name) => `touch ${name} { ${touches[name]} }`),
    "",
    ...parts.flatMap((part) => [...part.lines, ""]),
    ...policy,
  ];
  return {
    text: `${lines.join("\n")}\n`,
    touches: used,
    usesAutomation: used.some((name) => touches[name]!.includes("owner automation")),
  };
}

function cadences({ account }: Plan, segments: readonly SegmentFigure[]): Part[] {
  const { begins, renewal } = account;
  const parts: Part[] = [];
  if (begins !== undefined) {
    const [first] = segments.filter(({ name }) => name === "large" || name === "everybody");
    parts.push({
      lines: [
        `## The first weeks.`,
        `cadence first_weeks from ${begins} {`,
        "  day 1 touch welcome_mail",
        "  week 2 touch welcome_call",
        "}",
      ],
      touches: ["welcome_mail", "welcome_call"],
    });
    if (first) {
      parts.push({
        lines: [`cadence rhythm for ${first.name} from ${begins} {`, " every 1 month touch check_in", "}"],
        touches: ["check_in"],
      });
    }
    const rest = segments.filter((segment) => segment !== first).map(({ name }) => name);
    if (rest.length > 0) {
      parts.push({
        lines: [`cadence by_mail for ${rest.join(", ")} from ${begins} {`, " every 1 month touch tip_mail", "}"],
        touches: ["tip_mail"],
      });
    }
  }
  if (renewal !== undefined && renewal !== begins) {
    parts.push({
      lines: [`## What leads up to ${renewal}.`, `cadence runway before ${renewal} {`, "  60d touch renewal_talk", "}"],
      touches: ["renewal_talk"],
    });
  }
  return parts;
}

function triggers({ fall, silence, low, spike }: Figures): Part[] {
  const trigger = (name: string, rule: Rule | undefined, within: string, rest: number): Part[] =>
    rule === undefined
      ? []
      : [
          {
            lines: [
              `## ${sentence(rule.why)}`,
              `trigger ${name} {`,
              "  level yellow",
              `  when ${rule.when}`,
              `  do touch check_in within ${within}`,
              `  rest ${rest}d`,
              "}",
            ],
            touches: ["check_in"],
          },
        ];
  return [
    ...trigger("falling", fall, "48h", 30),
    ...trigger("gone_quiet", silence, "3d", Math.max(30, silence?.days ?? 0)),
    ...trigger("low_score", low, "48h", 60),
    ...trigger("trouble", spike, "48h", 30),
  ];
}

/** Where nothing has a date to count from, nor a measure: what happens is answered. */
function answers({ events: [event] }: Plan): Part[] {
  if (event === undefined) return [];
  const lines = [
    `trigger after_${event.name} {`,
    "  level green",
    `  on ${event.name}`,
    "  do touch check_in within 1w",
    "  rest 30d",
    "}",
  ];
  return [{ lines, touches: ["check_in"] }];
}

function sentence(text: string): string {
  return printable(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`);
}

const policy = [
  "# Across everything above.",
  "policy {",
  "  hours 09:00..17:00 mon..fri # binds people only: a machine sends at any hour, weekends too",
  "  limit 2 touches per 14d except red",
  "  merge touches within 2d with the same owner",
  "  otherwise defer up to 7d then drop",
  "}",
];
