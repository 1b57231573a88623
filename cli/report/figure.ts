/** What a page is made of: charts drawn for a wide and for a narrow place with the table behind them, sections and their contents. */
import type { Column, Grid } from "../views/layout.ts";
import { Html, html } from "./html.ts";

/** Width of the page's column, of half of it, and of a telephone: what a drawing's own units are made to fit. */
export const widths = { full: 1000, half: 480, phone: 343 };

export interface Figure {
  /** Its own in the page. */
  readonly id: string;
  readonly title: string;
  /** What a reader must know to read it right. */
  readonly note?: string | Html;
  /** What it shows, for who cannot see it. */
  readonly label: string;
  readonly place: "full" | "half";
  /** The least width that can be read; on a narrower screen it is moved sideways. */
  readonly least?: number;
  /** As SVG; `id` is for what the drawing names within. */
  readonly drawing: (id: string, width: number) => string;
  /** Where cell `s + 1` of row `i` is what `data-s` and `data-i` of the drawing mean; in a grid, cell `i % columns + 1`. */
  readonly table: Grid;
  readonly isGrid?: boolean;
  /** Behind the table. */
  readonly more?: Html;
}

export function figure({
  id,
  title,
  note,
  label,
  place,
  least = widths.phone,
  drawing,
  table,
  isGrid,
  more,
}: Figure): Html {
  const drawn = (kind: string, width: number) => {
    const svg = new Html(drawing(`${id}-${kind}`, width));
    const image = html`<div class="drawing ${kind}" role="img" aria-label="${label}">${svg}</div>`;
    return width === least && least > widths.phone
      ? html`<div class="sideways ${kind}" role="region" tabindex="0" aria-label="${title}, drawing">${image}</div>`
      : image;
  };
  return html`<figure id="${id}" class="${place}"${isGrid ? new Html(" data-grid") : undefined}>
<figcaption><h3>${title}</h3>${note === undefined ? undefined : html`<p>${note}</p>`}</figcaption>
${drawn("wide", widths[place])}${drawn("narrow", least)}
<details><summary>The figures of: ${title}</summary>${tableOf(table, title)}${more}</details>
</figure>`;
}

/** `title` names it for who cannot see where it stands. Cells that are HTML stay as they are. */
export function tableOf(
  { columns, rows }: { columns: readonly Column[]; rows: readonly (readonly (string | Html)[])[] },
  title: string,
): Html {
  const classOf = (index: number) => (columns[index]?.align === "right" ? new Html(' class="n"') : undefined);
  const head = columns.map((column, index) => html`<th scope="col"${classOf(index)}>${column.title}</th>`);
  const body = rows.map(([first = "", ...rest]) => {
    const cells = rest.map((cell, index) => html`<td${classOf(index + 1)}>${cell}</td>`);
    return html`<tr><th scope="row">${first}</th>${cells}</tr>\n`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${title}, table"><table><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>`;
}

/** A part of the page with a title that its contents can name. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What to take from it, in a sentence or two. */
  readonly lead?: string | Html;
  readonly body: readonly Html[];
}

export function section({ id, title, lead, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${lead === undefined ? undefined : html`<p class="lead">${lead}</p>`}
${body}</section>
`;
}

/** Links to the sections that are in `body`. */
export function contents(body: string): Html {
  const titles = [...body.matchAll(/<h2 id="([\w-]+)-title">([^<]*)<\/h2>/g)];
  const links = titles.map(([, id = "", title = ""]) => html`<li><a href="#${id}">${new Html(title)}</a></li>`);
  return html`<nav aria-label="Contents"><ul>${links}</ul></nav>`;
}
