/**
 * What can be wrong with a text before anybody asks what it means. Every problem carries what a good message needs:
 * where, what was being written, what was found and what could have stood there. The wording is the reader's business.
 */

import type { Span } from "./tree.ts";

/** A place where the eye could read a condition in two ways, so that parentheses are asked for. */
export type Misreading =
  /** `A and B or C` */
  | "and_or"
  /** `not A and B` */
  | "not_beside"
  /** `A and B for 7d` */
  | "for_beside"
  /** `A and B outside year_end` */
  | "outside_beside"
  /** `not A for 7d`, `not A outside year_end` */
  | "not_postfix";

type NumberFault = "form" | "separator" | "size" | "unit" | "blank";

export type SyntaxProblem =
  /**
   * `found` stands where none of `expected` (in words: "`within`", "a name") does; `reserved` when it is a word that
   * cannot be a name. `context` says what was being written: "`when` of trigger login_drop".
   */
  | { kind: "unexpected"; found: string; reserved: boolean; expected: string[]; context: string; span: Span }
  /** A bracket without its partner; `span` is the place where the closing one was missed, `opened` the opening one. */
  | { kind: "unclosed"; bracket: "{" | "("; opened: Span; found: string; context: string; span: Span }
  /** A word where a declaration should begin, and no declaration is called so. */
  | { kind: "unknown_declaration"; word: string; span: Span }
  /** Brackets, or a chain of `not`s or of `for`s and `outside`s, deeper than `limit`. */
  | { kind: "too_deep"; limit: number; span: Span }
  /** Characters that occur nowhere in the language. `meant`: the sign that it has for what they say, as `=` for `==`. */
  | { kind: "bad_character"; characters: string; meant?: string; span: Span }
  /**
   * `3x`, `25k` ("form"); `$1,000` ("separator"); beyond what can be counted exactly ("size"); `2 dyas`, `30s` ("unit");
   * `30 %`, `25 K` ("blank"). `meant`: how the language writes what is likely to be meant.
   */
  | { kind: "bad_number"; text: string; reason: NumberFault; meant?: string; span: Span }
  /** `every week`: a unit of time without its number. */
  | { kind: "no_number"; text: string; meant: string; span: Span }
  /** `2026-02-30`, `13-01`. */
  | { kind: "bad_date"; text: string; span: Span }
  /** `25:00`, `9:00`. */
  | { kind: "bad_time"; text: string; span: Span }
  /** A text whose closing quote is not on its line. */
  | { kind: "unterminated_text"; span: Span }
  /** A text in quotes that are not `"`: as word processors write them, or single ones. `meant`: in `"`. */
  | { kind: "wrong_quotes"; text: string; meant: string; span: Span }
  /** A backslash in a text that stands before neither `"` nor `\`. */
  | { kind: "bad_escape"; escape: string; span: Span }
  /** A condition that asks for parentheses; `beside` is the word that makes it ambiguous. */
  | { kind: "misread"; reading: Misreading; word: string; beside: string; span: Span }
  /** The file has more than `limit` characters and was not read. */
  | { kind: "too_large"; limit: number; length: number; span: Span }
  /** More than `limit` problems: what follows `span` was not read. */
  | { kind: "too_many"; limit: number; span: Span };
