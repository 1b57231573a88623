/** Whether literals of a schedule are of the type they claim to be. */
import { nodesOf, treesOf } from "./conditions.ts";
import type { Field, FieldType, Literal, Schedule } from "./types.ts";

/** Sentences, one for each default or literal that is of another type than its own. */
export function problemsOfLiterals(schedule: Schedule): string[] {
  const problems: string[] = [];
  const checkFields = (path: string, fields: readonly Field[]) => {
    for (const { name, type, members, default: value } of fields) {
      if (value === undefined) continue;
      const fits = members ? members.includes(String(value)) : fitsType(type, value);
      if (!fits) problems.push(`${path}: the default of "${name}" is no ${type}`);
    }
  };
  checkFields("account", schedule.account.fields);
  for (const { name, fields } of schedule.events) checkFields(`event ${name}`, fields);
  for (const { tree, path } of treesOf(schedule)) {
    for (const { node } of nodesOf(tree)) {
      if (node.node === "literal" && !fitsType(node.type, node.value))
        problems.push(`${path}: "${node.text}" is no ${node.type}`);
    }
  }
  return problems;
}

function fitsType(type: FieldType, value: Literal): boolean {
  switch (type) {
    case "money":
    case "count":
    case "ratio":
    case "points":
      return Number.isSafeInteger(value);
    case "flag":
      return typeof value === "boolean";
    case "duration":
      return typeof value === "object";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
    default:
      return typeof value === "string";
  }
}
