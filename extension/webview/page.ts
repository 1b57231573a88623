/** The page of a panel: a shell without content, which may run its own script and nothing else, and ask nobody for anything. */
import { escaped } from "../../runtime/flow/markup.ts";

export interface Shell {
  readonly title: string;
  /** Where the editor serves the extension's own files from. */
  readonly source: string;
  readonly style: string;
  readonly script: string;
  /** New for each page. */
  readonly nonce: string;
}

/** Content comes by message (`script/page.ts`), as HTML whose texts are escaped. */
export function shell({ title, source, style, script, nonce }: Shell): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<main></main>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

/** What was chosen in a panel. */
export interface Choice {
  readonly ask: string;
  readonly value: string;
}

/** A message of a page, when it is one. */
export function choiceOf(message: unknown): Choice | undefined {
  if (typeof message !== "object" || message === null || !("ask" in message) || !("value" in message)) return undefined;
  const { ask, value } = message;
  return typeof ask === "string" && typeof value === "string" ? { ask, value } : undefined;
}
