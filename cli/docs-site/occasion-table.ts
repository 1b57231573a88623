/** Occasions as a table: what is asked for, when, and by what; and the rows that belong on a page. */
import { actionProse } from "../../runtime/prose/actions.ts";
import { nameText, sentence } from "../../runtime/prose/prose.ts";
import { tableOf } from "../report/figure.ts";
import { type Html, html } from "../report/html.ts";
import { left } from "../views/layout.ts";
import { oneOf } from "./kinds.ts";
import { proseHtml } from "./markup.ts";
import type { Occasion } from "./occasions.ts";
import type { SiteData } from "./site-data.ts";

/** A section with a table of the occasions; nothing where there are none. */
export function occasionSection(data: SiteData, id: string, title: string, occasions: readonly Occasion[]): Html[] {
  if (occasions.length === 0) return [];
  const { addresses, schedule } = data;
  const rows = occasions.map(({ action, when, from }) => {
    const address = addresses(from.kind, from.name);
    const name = nameText(from.name);
    return [
      proseHtml(sentence(actionProse(schedule, action)), addresses),
      proseHtml(sentence(when), addresses),
      html`${oneOf(from.kind).toLowerCase()} ${address === undefined ? name : html`<a href="${address}">${name}</a>`}`,
    ];
  });
  const table = tableOf({ columns: [left("what"), left("when"), left("from")], rows }, title);
  return [
    html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${table}</section>\n`,
  ];
}
