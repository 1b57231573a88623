/**
 * CSV that people open in a spreadsheet: quoted as RFC 4180 says, and what a spreadsheet would run as a formula is
 * defused (OWASP, CSV Injection).
 */
import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null | undefined;

/** Lines of text, each ended by LF; nothing and null are empty. White space of any kind stays in its cell. */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => defused(String(cell ?? "")))),
    { record_delimiter: "unix", quoted_match: /[;\s]/ },
  );
}

/** What a spreadsheet runs: a formula, also behind blanks or in full width, or a cell that begins with a tab or line end. */
const formula = /^[\s\ufffd\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * Text that a spreadsheet takes for a formula gets the apostrophe that makes it text; plain numbers are no formulas.
 * Characters that no spreadsheet shows, and some stop reading at, become a mark.
 */
export function defused(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const shown = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
  const plain = /^[+-]?\d+([.,]\d+)?%?$/.test(shown);
  return !plain && formula.test(shown) ? `'${shown}` : shown;
}
