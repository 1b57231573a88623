/** `playc.yaml` of a plan, with a comment on everything that was concluded. */
import { printable, printableName } from "../views/printable.ts";
import { shellWord } from "../views/shell-word.ts";
import type { EventPlan, FieldPlan, MetricTablePlan, PersonPlan, Plan, TouchesPlan } from "./plan.ts";

/** Roles that the owner of an account fills, and libraries that come with playc. */
export interface ProjectNames {
  readonly roles: readonly string[];
  readonly libraries: readonly string[];
}

/** The file's text. `dataFolders` are those that a simulation must be told of. */
export function projectFileText(
  plan: Plan,
  dataFolders: readonly string[],
  { roles, libraries }: ProjectNames = { roles: ["csm"], libraries: [] },
): string {
  const lines = [
    "# Where the histories of your accounts are, as `playc init` understood them. Correct what is wrong and run `playc check`.",
    ...dataFolders.map(
      (folder) => `# The files are outside this folder: npx playc simulate . --data ${printable(shellWord(folder))}`,
    ),
    ...plan.remarks.map((remark) => `# ${printable(remark)}`),
    `currency: ${plan.currency}`,
    `time_zone: ${scalar(plan.timeZone)}`,
    "",
    ...accountLines(plan),
    "",
    "people:",
    ...roles.flatMap((role) => personLines(plan.owner, role)),
    ...(plan.events.length > 0 ? ["", "events:", ...plan.events.flatMap(eventLines)] : []),
    ...(plan.metrics.length > 0 ? ["", "metrics:", ...plan.metrics.flatMap(metricLines)] : []),
    ...(plan.touches.length > 0 ? ["", "touches:", ...plan.touches.flatMap(touchLines)] : []),
    ...(libraries.length > 0 ? ["", "libraries:", ...libraries.map((name) => `  ${name}: built-in`)] : []),
    "",
    ...unplacedLines(plan),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function accountLines({ account }: Plan): string[] {
  const { file, key, from, aggregate, fields } = account;
  return [
    "account:",
    `  file: ${scalar(file)}`,
    ...(aggregate ? ["  aggregate: true # there is no table of accounts: they are who the rows name"] : []),
    `  key: ${scalar(key)}`,
    ...(from === undefined ? [] : [`  from: ${scalar(from)} # each row holds from this date on`]),
    ...(from === undefined && !aggregate
      ? ["  known: today # one row an account: its values are today's, and used for the past they print LOOK-AHEAD"]
      : []),
    ...mapping("  ", "fields", fields),
  ];
}

function personLines(owner: PersonPlan, role: string): string[] {
  switch (owner.kind) {
    case "everybody":
      return [`  ${role}: { person: Your team } # no column names an owner: name the column with { column: ... }`];
    case "column": {
      const known = owner.isKnownToday ? ", known: today" : "";
      return [`  ${role}: { column: ${scalar(owner.column)}${known} }`];
    }
    case "table": {
      const { file, key, person, from, where } = owner;
      return [
        `  ${role}:`,
        `    file: ${scalar(file)}`,
        `    key: ${scalar(key)}`,
        `    person: ${scalar(person)}`,
        ...(from === undefined ? [] : [`    from: ${scalar(from)}`]),
        ...(where === undefined ? [] : [`    where: ${scalar(where)}`]),
      ];
    }
  }
}

function eventLines(event: EventPlan): string[] {
  return [
    `  ${event.name}:`,
    `    file: ${scalar(event.file)}`,
    ...(event.key === undefined ? [] : [`    key: ${scalar(event.key)}`]),
    `    at: ${scalar(event.at)}`,
    ...(event.where === undefined ? [] : [`    where: ${scalar(event.where)}`]),
    ...mapping("    ", "fields", event.fields),
    ...coversLines(event.covers),
  ];
}

function metricLines(table: MetricTablePlan): string[] {
  const { file, key, day, aggregate, long, metrics, firstDay, lastDay, covers } = table;
  const layout = long
    ? [`    metric: ${scalar(long.metric)}`, `    value: ${scalar(long.value)}`, ...mapping("    ", "names", metrics)]
    : mapping("    ", "columns", metrics);
  return [
    `  - file: ${scalar(file)} # its days: ${firstDay} to ${lastDay}; say \`covers: FIRST..LAST\` where that is not what it speaks for`,
    ...(aggregate ? ["    aggregate: true # rows are added up by account and day"] : []),
    `    key: ${scalar(key)}`,
    `    day: ${scalar(day)}`,
    ...layout,
    ...coversLines(covers),
  ];
}

function touchLines({ file, key, at, touch, where, names, owner }: TouchesPlan): string[] {
  return [
    `  - file: ${scalar(file)} # what was really delivered`,
    `    key: ${scalar(key)}`,
    `    at: ${scalar(at)}`,
    `    touch: ${scalar(touch)}`,
    `    where: ${scalar(where)} # the others are no touches of first.play`,
    "    names:",
    ...names.map(([name, called]) => `      ${name}: [${called.map(scalar).join(", ")}]`),
    ...(owner === undefined ? [] : [`    owner: ${scalar(owner)}`]),
  ];
}

function mapping(indent: string, name: string, entries: readonly Pick<FieldPlan, "name" | "column">[]): string[] {
  if (entries.length === 0) return [];
  return [`${indent}${name}:`, ...entries.map((entry) => `${indent}  ${entry.name}: ${scalar(entry.column)}`)];
}

function coversLines(covers: string | undefined): string[] {
  return covers === undefined ? [] : [`    covers: ${covers} # the days this table speaks for`];
}

/** Enough to see what there is; the command's own table has them all. */
const MOST_UNPLACED = 60;

function unplacedLines({ placements }: Plan): string[] {
  const unplaced = placements.filter(({ as }) => as === undefined);
  if (unplaced.length === 0) return [];
  const lines = unplaced.slice(0, MOST_UNPLACED).map(({ file, column, why }) => {
    const what = column === undefined ? printableName(file) : `${printableName(file)}, ${printableName(column)}`;
    return `#   ${what}: ${printable(why)}`;
  });
  const more = unplaced.length - lines.length;
  return ["# Not placed:", ...lines, ...(more > 0 ? [`#   and ${more} more`] : [])];
}

/** Words that YAML would read as something else than text. */
const notText = /^(true|false|yes|no|on|off|null|y|n|~)$/i;

/** A text as a YAML scalar: plain where it can be, else in double quotes. */
export function scalar(text: string): string {
  if (/^[A-Za-z_][\w./ -]*$/.test(text) && !notText.test(text) && !text.endsWith(" ")) return text;
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
