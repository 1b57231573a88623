/**
 * What the runner of GitHub makes annotations of: a line of the log a command (`::error file=...::...`). Everything else that is
 * printed there comes from playbooks, and must not be taken for one.
 */
import { createHash } from "node:crypto";
import type { LineRange } from "../../compiler/diagnostics/lines.ts";
import { counted } from "./figures.ts";
import type { Finding } from "./findings.ts";

export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  /** May have several lines. */
  readonly message: string;
  readonly place?: { readonly path: string } & Partial<LineRange>;
}

/** So many of each level GitHub shows of a step; what comes after them nobody sees. */
export const mostAnnotations = 10;

/** No more than `most` of a level; the last of it says how many others there are. */
function shownAnnotations(annotations: readonly Annotation[], most: number): Annotation[] {
  return (["error", "warning", "notice"] as const).flatMap((level) => {
    const all = annotations.filter((annotation) => annotation.level === level);
    const shown = all.slice(0, most);
    const last = shown.at(-1);
    const rest = all.length - shown.length;
    if (!last || rest === 0) return shown;
    const more = `And ${counted(rest, `more ${level}`)}: GitHub shows ${mostAnnotations} of a step, the log of the step has all.`;
    return [...shown.slice(0, -1), { ...last, message: `${last.message}\n\n${more}` }];
  });
}

/** What is wrong, why, and what to do. */
export function annotationOf({ severity, rule, slug, message, reason, hint, place }: Finding): Annotation {
  const title = rule === slug ? rule : `${rule} ${slug}`;
  return { level: severity, title, message: [message, reason, hint].filter(Boolean).join("\n"), place };
}

/** Each ended by a line end. `most`: of each level, where a step has others to tell, too. */
export function annotationText(annotations: readonly Annotation[], most = mostAnnotations): string {
  return shownAnnotations(annotations, most).map(commandOf).join("");
}

/**
 * Text in which the runner reads no commands. The word that ends it is the sum of the text itself, so that no text can hold its
 * own.
 */
export function quotedText(text: string): string {
  const word = createHash("sha256").update(text).digest("hex");
  return `::stop-commands::${word}\n${text}${text.endsWith("\n") ? "" : "\n"}::${word}::\n`;
}

function commandOf({ level, title, message, place }: Annotation): string {
  const properties = Object.entries({ title, ...positionOf(place) }).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  return `::${level} ${properties.join(",")}::${escapedData(message)}\n`;
}

/** By the runner's own names. It takes columns of one line alone. */
function positionOf(place: Annotation["place"]): Record<string, string | number> {
  if (!place) return {};
  const { path, line, column, endLine = line, endColumn } = place;
  if (line === undefined) return { file: path };
  const lines = { file: path, line, endLine: endLine ?? line };
  if (endLine !== line || column === undefined) return lines;
  return { ...lines, col: column, endColumn: endColumn ?? column };
}

function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
