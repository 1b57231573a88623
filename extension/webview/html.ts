/** Pieces of a panel's HTML, their texts escaped. */
import { escaped } from "../../runtime/flow/markup.ts";

/** A button that tells the panel two texts when it is chosen (`page.ts`). */
export function button(ask: string, value: string, text: string, more = ""): string {
  return `<button data-ask="${escaped(ask)}" data-value="${escaped(value)}"${more}>${escaped(text)}</button>`;
}

/** Text of several lines, for where line ends are shown. */
export function linesOf(text: string): string {
  return text.split(/\r?\n/).map(escaped).join("\n");
}

export interface Column {
  readonly title: string;
  /** Figures stand to the right. */
  readonly isText?: boolean;
}

/** Cells are HTML; the first of a row is its title. */
export function table(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const classOf = (column: Column | undefined) => (column?.isText ? ' class="text"' : "");
  const head = columns.map((column) => `<th scope="col"${classOf(column)}>${escaped(column.title)}</th>`);
  const body = rows.map(([first = "", ...cells]) => {
    const others = cells.map((cell, index) => `<td${classOf(columns[index + 1])}>${cell}</td>`);
    return `<tr><th scope="row">${first}</th>${others.join("")}</tr>`;
  });
  return `<div class="wide" data-keep tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

/** What can be folded away; `key` says which it is when the page is another one. */
export function folded(key: string, title: string, content: string): string {
  return `<details data-fold="${escaped(key)}"><summary>${escaped(title)}</summary>${content}</details>`;
}

/** As many as anybody reads in a line, and how many more there are. */
export function someOf(all: readonly string[], most: number): string {
  const more = all.length - most;
  return `${all.slice(0, most).map(escaped).join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}
