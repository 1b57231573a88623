/** What `playc init` made of the data: column by column, then what has no place, then how to go on. */
import type { Placement } from "../init/plan.ts";
import { left, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

export interface InitReport {
  files: readonly string[];
  remarks: readonly string[];
  placements: readonly Placement[];
  /** Commands to run next, as they are typed. */
  next: readonly string[];
}

/** More rows of what has no place are counted instead: an export can have thousands of columns. */
const MOST_UNPLACED = 200;

export function initText({ files, remarks, placements, next }: InitReport, style: Style): string {
  const placed = placements.filter(({ as }) => as !== undefined);
  const unplaced = placements.filter(({ as }) => as === undefined);
  const shown = unplaced.slice(0, MOST_UNPLACED);
  const lines = [
    ...(placed.length > 0
      ? section(
          "Taken for",
          table([left("file"), left("column"), left("as"), left("why")], placed.map(row), style),
          style,
        )
      : []),
    ...(shown.length > 0
      ? section(
          "Not placed",
          [
            ...table([left("file"), left("column"), left("why")], shown.map(unplacedRow), style),
            ...more(unplaced.length - shown.length),
          ],
          style,
        )
      : []),
    ...(remarks.length > 0
      ? section(
          "Assumed",
          remarks.map((remark) => `  ${printable(remark)}`),
          style,
        )
      : []),
    ...section(
      "Written",
      files.map((file) => `  ${printable(file)}`),
      style,
    ),
    ...section(
      "Next",
      next.map((command) => `  ${printable(command)}`),
      style,
    ),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function row({ file, column, as, why }: Placement): string[] {
  return [printableName(file), column === undefined ? "" : printableName(column), as ?? "", printable(why)];
}

function unplacedRow({ file, column, why }: Placement): string[] {
  return [printableName(file), column === undefined ? "(the table)" : printableName(column), printable(why)];
}

function more(count: number): string[] {
  return count > 0 ? [`  and ${count} more`] : [];
}

export function initJson({ files, remarks, placements, next }: InitReport): string {
  const placed = placements.filter(({ as }) => as !== undefined);
  const notPlaced = placements.filter(({ as }) => as === undefined);
  return `${JSON.stringify({ format: "playc-init", version: 1, files, placed, notPlaced, remarks, next }, null, 2)}\n`;
}
