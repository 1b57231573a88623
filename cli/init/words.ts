/** From the names of columns and files, which can be anything, to names of the language and words to compare by. */
import { isReserved } from "../../grammar/vocabulary.ts";

/** Words that are names everywhere but where `account` and `event` have clauses of that name. */
const clausesBesideFields: ReadonlySet<string> = new Set(["begins", "ends", "key"]);

/** Names longer than this are cut: nobody types them. */
const LONGEST = 40;

/**
 * A column's name as words: `CamelCase`, `Title Case` and `property_snake_case` alike, without the marks that systems
 * put on custom fields (`ARR__c`). `NextRenewalDate` is `next_renewal_date`.
 */
export function plainWords(column: string): string {
  return column
    .slice(0, 200)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .replace(/^property_(hs_)?/, "")
    .replace(/_+c$/, "");
}

/** Names that are taken, in one scope of the language. */
export interface Names {
  /** A name that is valid, that the language does not keep for itself, and that nobody else has: made from `text`. */
  take(text: string, kind: string): string;
}

/** `kind` of `take` (`field`, `event`) is put behind names that are reserved words. */
export function createNames(): Names {
  const taken = new Set<string>();
  return {
    take(text, kind) {
      let name = plainWords(text).slice(0, LONGEST).replace(/_+$/, "");
      if (name === "") name = kind;
      if (/^[0-9]/.test(name)) name = `${kind}_${name}`;
      if (isReserved(name) || clausesBesideFields.has(name)) name = `${name}_${kind}`;
      let free = name;
      for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
      taken.add(free);
      return free;
    },
  };
}

/** Whether a value of data can stand as a member of `one of`: letter for letter a name, and no reserved word. */
export function isMember(value: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(value) && !isReserved(value) && value !== "__proto__";
}

/** The singular of a file's name: `tickets` is `ticket`, `activities` is `activity`, `news` stays. */
export function singular(word: string): string {
  if (/(ss|us|is|news|nps)$/.test(word) || word.length <= 3) return word;
  return word
    .replace(/ies$/, "y")
    .replace(/(x|ch|sh)es$/, "$1")
    .replace(/s$/, "");
}
