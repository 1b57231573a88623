/** Sections and aligned columns for a terminal. Columns are two spaces apart; no lines are drawn, so that output greps well. */
import { styleText } from "node:util";
import stringWidth from "string-width";

export interface Style {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** What a table holds, for a terminal or a page: each row a cell a column, texts of data made printable already. */
export interface Grid {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export const left = (title: string): Column => ({ title, align: "left" });
export const right = (title: string): Column => ({ title, align: "right" });

/** Width when there is no terminal to ask. */
const defaultWidth = 100;

/** Colours only for a terminal that wants them: https://no-color.org. */
export function styleOf(
  stream: Pick<NodeJS.WriteStream, "isTTY" | "columns">,
  environment: NodeJS.ProcessEnv = process.env,
): Style {
  const colour = stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== "dumb";
  return { width: stream.isTTY && stream.columns > 0 ? stream.columns : defaultWidth, colour };
}

/** A title and its lines, ended by an empty line. */
export function section(title: string, lines: readonly string[], style: Style): string[] {
  return [style.colour ? styleText("bold", title, { validateStream: false }) : title, ...lines, ""];
}

/** Rows under their titles, each column as wide as its widest cell. Cells must be printable already. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], style: Style): string[] {
  const widths = columns.map(({ title }, index) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[index] ?? "")), stringWidth(title)),
  );
  const line = (cells: readonly string[]) =>
    `  ${columns.map(({ align }, index) => pad(cells[index] ?? "", widths[index]!, align)).join("  ")}`.trimEnd();
  const titles = line(columns.map(({ title }) => title));
  return [style.colour ? styleText("dim", titles, { validateStream: false }) : titles, ...rows.map(line)];
}

/** The lines of a table. */
export function gridLines({ columns, rows }: Grid, style: Style): string[] {
  return table(columns, rows, style);
}

function pad(cell: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(cell)));
  return align === "left" ? cell + space : space + cell;
}
