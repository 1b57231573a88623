/** Text from data and programs, made safe for a terminal: what could move the cursor, hide or turn text is written out. */
import stringWidth from "string-width";

/** Controls, format characters (which reorder, join or hide text), halves of surrogate pairs, line and paragraph separators. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

const longestName = 60;

/** `a\u{1b}[31m` for what would have been red. Backslashes stay as they are: this is for eyes, not for parsing. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** The same, shortened in the middle when nobody would read it to its end; an empty name shows as `""`. */
export function printableName(text: string): string {
  if (text === "") return '""';
  const safe = printable(text);
  if (stringWidth(safe) <= longestName) return safe;
  const characters = [...safe];
  return `${characters.slice(0, longestName - 16).join("")}...${characters.slice(-12).join("")}`;
}
