/**
 * `quarantine.csv`: the rows of input that were set aside, for people who open it in a spreadsheet. What a spreadsheet
 * would run as a formula is defused, and no value can end its cell.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import type { QuarantinedRow } from "../runtime/histories/types.ts";

const columns = ["file", "row", "column", "value", "reason", "table"] as const;

/** Rows are written in pieces of about this many characters, so that memory does not grow with the file. */
const pieceLength = 65_536;

/** Writes the file; it is there also when nothing was set aside. */
export async function writeQuarantine(path: string, rows: AsyncIterable<QuarantinedRow>): Promise<void> {
  const file = openSync(path, "wx");
  try {
    let piece = `${columns.join(",")}\n`;
    for await (const row of rows) {
      piece += `${columns.map((column) => cell(row[column])).join(",")}\n`;
      if (piece.length < pieceLength) continue;
      writeSync(file, piece);
      piece = "";
    }
    writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}

function cell(value: string | number | undefined): string {
  const text = defused(String(value ?? ""));
  return /[",;\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text that a spreadsheet takes for a formula gets the apostrophe that makes it text; plain numbers are no formulas.
 * Characters that no spreadsheet shows, and some stop reading at, become a mark.
 */
function defused(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const shown = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
  const plain = /^[+-]?\d+([.,]\d+)?%?$/.test(shown);
  return !plain && /^(\s|\ufffd|\ufeff)*[=+\-@＝＋－＠]|^[\t\r\n]/.test(shown) ? `'${shown}` : shown;
}
