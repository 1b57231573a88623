/** One page of the site: what something is, in the author's words and in ours, what is shown of it, and who speaks of it. */

import { placeOf } from "../../runtime/explain/places.ts";
import { type Html, html } from "../report/html.ts";
import { fileOf } from "./addresses.ts";
import { framed } from "./frame.ts";
import { oneOf, type Subject, titleOf } from "./kinds.ts";
import { docHtml, saidHtml } from "./markup.ts";
import type { Entry, SiteData } from "./site-data.ts";

export function pageOf(data: SiteData, entry: Entry): string {
  const { subject, title, code, doc, said, more } = entry;
  const kind = "single" in subject ? undefined : oneOf(subject.kind);
  const body = html`${kind && html`<p class="kind">${kind}</p>\n`}<h1>${title}</h1>
${docHtml(doc)}${said.length > 0 ? saidHtml(said, data.addresses) : undefined}${more}
${usersSection(data, subject)}${whereWritten(data, entry, code)}`;
  return framed({ site: data.title, title: kind === undefined ? title : `${kind.toLowerCase()} ${title}`, body });
}

function usersSection({ uses }: SiteData, subject: Subject): Html | undefined {
  if ("single" in subject) return undefined;
  const users = uses(subject.kind, subject.name);
  if (users.length === 0) return undefined;
  const items = users.map((user) => html`<li><a href="${fileOf(user)}">${titleOf(user)}</a></li>\n`);
  return html`<section id="users" aria-labelledby="users-title"><h2 id="users-title">Who speaks of it</h2>\n<ul class="columns">\n${items}</ul></section>\n`;
}

function whereWritten({ schedule }: SiteData, { path }: Entry, code: string | undefined): Html | undefined {
  const place = path === undefined ? undefined : placeOf(schedule, path);
  if (!place && code === undefined) return undefined;
  const called = code === undefined ? undefined : html`In the program: <code>${code}</code>`;
  const written = place && html`${called ? " in " : "In the program: "}<code>${place.file}:${place.line}</code>`;
  return html`<p class="note">${called}${written}</p>\n`;
}
