/** Sentences as HTML: names lead to their pages, what a sentence is made of stands below it as a list. */
import { nameText, type Prose, type Said } from "../../runtime/prose/prose.ts";
import { Html, html } from "../report/html.ts";
import type { Addresses } from "./addresses.ts";

export function proseHtml(prose: Prose, addresses: Addresses): Html {
  return html`${prose.map((part) => {
    if (typeof part === "string") return part;
    const address = addresses(part.kind, part.name);
    const name = nameText(part.name);
    return address === undefined ? name : html`<a href="${address}">${name}</a>`;
  })}`;
}

export function saidHtml(said: readonly Said[], addresses: Addresses): Html {
  if (said.length === 0) return html``;
  const items = said.map(({ text, items: below = [], isNote }) => {
    const told = proseHtml(text, addresses);
    return html`<li>${isNote ? html`<q>${told}</q>` : told}${saidHtml(below, addresses)}</li>\n`;
  });
  return html`<ul class="said">\n${items}</ul>`;
}

/** The author's own words, each paragraph for itself. */
export function docHtml(doc: string | undefined): Html {
  const paragraphs = (doc ?? "").split(/\n\s*\n/).filter((text) => text.trim() !== "");
  return html`${paragraphs.map((text) => html`<p class="doc">${linesHtml(text.trim())}</p>\n`)}`;
}

/** Text whose ends of lines stay what they are; all other controls are written out. */
export function linesHtml(text: string): Html {
  return html`${text.split(/\r?\n/).map((line, index) => html`${new Html(index === 0 ? "" : "\n")}${line}`)}`;
}

/** A drawing that may be wider than the screen, moved sideways then. */
export function sideways(label: string, drawing: Html): Html {
  return html`<div class="sideways" role="region" tabindex="0" aria-label="${label}">${drawing}</div>`;
}

export function svgHtml(svg: string): Html {
  return new Html(svg);
}
