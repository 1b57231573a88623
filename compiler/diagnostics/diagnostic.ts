/**
 * What a diagnostic is, and how one kind of diagnostic is defined. The table of all kinds is `table.ts`.
 */
import type { Span } from "../../grammar/tree.ts";

export type Severity = "error" | "warning";

/** The three sentences of a diagnostic: what is wrong, why it matters, what to do. */
export interface Wording {
  message: string;
  reason: string;
  hint: string;
}

/** One kind of diagnostic: a stable code, how bad it is, and its sentences for given parameters. */
export interface Definition<Parameters> {
  code: string;
  severity: Severity;
  text(parameters: Parameters): Wording;
}

/** Another place that explains the diagnostic, such as the first of two declarations. */
export interface Related {
  message: string;
  file: string;
  span: Span;
}

/** A change of the text that mends a diagnostic. */
export interface Fix {
  /** What it does, as an order: "Write `logins`". */
  title: string;
  /** Do not overlap; spans are of the text the diagnostic is about. */
  edits: Edit[];
  /** Whether it may be made without asking: there is one way to mend it, and no reader would take the result for more. */
  safe: boolean;
}

export interface Edit {
  file: string;
  span: Span;
  /** What takes the place of the text under the span. */
  text: string;
}

export interface Diagnostic extends Wording {
  /** `PLAY101`: never reused for something else. */
  code: string;
  /** The code in words: `duplicate-name`. */
  slug: string;
  severity: Severity;
  file: string;
  /** Offsets into the file in UTF-16 code units; `end` is exclusive. */
  span: Span;
  related: Related[];
  /** What its sentences are made from; its kind says which they are. */
  parameters: object;
  /** What the text under the span could be replaced with, where that is likely to be what was meant. */
  suggestion?: string;
  /** Whether something else is as likely as the suggestion. */
  unsure?: boolean;
  fix?: Fix;
}

/** Defines a kind of diagnostic that stops the build. */
export function error<Parameters>(code: string, text: (parameters: Parameters) => Wording): Definition<Parameters> {
  return { code, severity: "error", text };
}

/** Defines a kind of diagnostic that does not stop the build. */
export function warning<Parameters>(code: string, text: (parameters: Parameters) => Wording): Definition<Parameters> {
  return { code, severity: "warning", text };
}
