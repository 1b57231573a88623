/** Parts of a change as sections of a page. */
import { type Block, type Item, type Part, plainText, type Words } from "../../views/review/words.ts";
import { section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";

/** Longer lines are folded to their beginning. */
const longestLine = 500;
const piecesOfBeginning = 16;
/** Of longer lists the rest is folded. */
const mostItems = 40;

/** `behind`: what stands last in it, a chart for instance. */
export function partSection({ id, title, blocks }: Part, behind: readonly Html[] = []): Html {
  const titleText = plainText(title);
  const body = blocks.map((block, index) => blockHtml(block, `${titleText}, ${index + 1}`));
  return section({ id, title: titleText, body: [...body, ...behind] });
}

/** `name`: for who cannot see where it stands. */
function blockHtml(block: Block, name: string): Html {
  switch (block.kind) {
    case "text":
      return html`<p>${wordsHtml(block.words)}</p>`;
    case "list":
      return listHtml(block.items);
    case "table":
      return tableOf({ columns: block.columns, rows: block.rows.map((row) => row.map(wordsHtml)) }, name);
    case "code":
      return html`<pre tabindex="0" role="region" aria-label="${name}"><code>${lines(block.text)}</code></pre>`;
  }
}

export function wordsHtml(words: Words): Html {
  return html`${words.map((piece) => {
    if (typeof piece === "string") return piece;
    return "isName" in piece ? html`<bdi>${piece.quote}</bdi>` : html`<code>${piece.quote}</code>`;
  })}`;
}

/** Line ends stay; all else of each line is made fit to be shown. */
export function lines(text: string): Html {
  return html`${text
    .trimEnd()
    .split("\n")
    .map((line, index) => (index === 0 ? line : html`<br>${line}`))}`;
}

function listHtml(items: readonly Item[]): Html {
  const shown = items.slice(0, mostItems).map(itemHtml);
  const rest = items.slice(mostItems).map(itemHtml);
  return html`<ul>${shown}</ul>
${rest.length === 0 ? undefined : html`<details><summary>${rest.length} more</summary><ul>${rest}</ul></details>`}`;
}

function itemHtml({ words, under = [] }: Item): Html {
  const inner = under.map((line) => html`<li>${lineHtml(line)}</li>`);
  return html`<li>${lineHtml(words)}${inner.length === 0 ? undefined : html`<ul>${inner}</ul>`}</li>\n`;
}

function lineHtml(words: Words): Html {
  const length = words.reduce((sum, piece) => sum + (typeof piece === "string" ? piece : piece.quote).length, 0);
  if (length <= longestLine || words.length <= piecesOfBeginning) return wordsHtml(words);
  const [first, rest] = [words.slice(0, piecesOfBeginning), words.slice(piecesOfBeginning)];
  return html`<details><summary>${wordsHtml(first)} ...</summary>${wordsHtml(rest)}</details>`;
}
