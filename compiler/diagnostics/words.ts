/** Small pieces of English shared by the sentences of the diagnostics. */

/** `a touch`, `an event`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** `a`, `a or b`, `a, b or c`; long lists are cut after twelve. */
export function listed(words: readonly string[], conjunction: "and" | "or" = "or"): string {
  const shown = words.length > 12 ? [...words.slice(0, 12), "others"] : words;
  if (shown.length <= 1) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} ${conjunction} ${shown[shown.length - 1]}`;
}

/** Text in quotes, without characters that would move a terminal's cursor, and not longer than a line. */
export function quoted(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
  return `"${printable.length > 80 ? `${printable.slice(0, 79)}…` : printable}"`;
}

/** `` `a`, `b` and `c` ``: names of a program in a sentence. */
export function quotedNames(names: readonly string[]): string {
  return listed(
    names.map((name) => `\`${name}\``),
    "and",
  );
}

/** A condition quoted in a sentence, cut after sixty characters. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
