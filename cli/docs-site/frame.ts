/** What every page of the site has around it: one style sheet, no script but that of the first page, nobody asked for anything. */
import { createHash } from "node:crypto";
import { Html, html } from "../report/html.ts";
import { pageHead } from "../report/page-head.ts";
import { indexFile, styleFile } from "./addresses.ts";

export interface Framed {
  /** Of the site. */
  readonly site: string;
  /** Of the page; absent on the first one. */
  readonly title?: string;
  readonly body: Html;
  /** Runs on this page alone. */
  readonly script?: string;
}

/** A whole page, the same for the same parts. */
export function framed({ site, title, body, script }: Framed): string {
  const way =
    title === undefined ? html`` : html`<nav aria-label="Way"><a href="${indexFile}">All playbooks</a></nav>\n`;
  return html`${pageHead({ policy: policyOf(script), title: `${title === undefined ? "" : `${title}, `}${site}`, style: html`<link rel="stylesheet" href="${styleFile}">` })}
<body>
<a class="skip" href="#main">To the page</a>
${way}<main id="main">
${body}</main>
<footer><p>Made by playc from the playbooks of ${site}.</p></footer>
${script === undefined ? undefined : new Html(`<script>${script}</script>\n`)}</body>
</html>
`.text;
}

/** A style sheet beside the page is its own, from a server and from a folder; a script is known by its digest. */
function policyOf(script: string | undefined): string {
  const hash = script && `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  return [
    "default-src 'none'",
    ...(hash ? [`script-src ${hash}`] : []),
    "style-src 'self' file:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
