/** How every page begins, up to its body: in what language, what it may load, and what it is called. */
import { type Html, html } from "./html.ts";

export interface PageHead {
  /** Content security policy. */
  readonly policy: string;
  readonly title: string;
  /** A `style` or `link` element. */
  readonly style: Html;
}

export function pageHead({ policy, title, style }: PageHead): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
${style}
</head>`;
}
