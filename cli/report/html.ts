/** HTML whose texts cannot become markup: whatever is put into an `html` template is escaped, unless it is HTML itself. */
import { withEntities } from "../../runtime/flow/markup.ts";
import { printable, printableName } from "../views/printable.ts";

/** Markup that is fit to be put into a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | undefined | readonly Value[];

/** A template; texts in it are escaped, lists stand one behind the other, `undefined` leaves nothing. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((text, part, index) => text + textOf(values[index - 1]) + part));
}

function textOf(value: Value): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escaped(String(value));
}

/** Text as it stands between tags, or in an attribute with quotes around it; what could hide or turn text is written out. */
export function escaped(text: string): string {
  return withEntities(printable(text));
}

/** A name out of the data, shortened when nobody would read it to its end; text from right to left turns nothing around it. */
export function name(text: string): Html {
  return html`<bdi>${printableName(text)}</bdi>`;
}

/** A value for a `<script type="application/json">`, which nothing in it can end. */
export function jsonFor(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
