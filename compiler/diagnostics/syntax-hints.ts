/**
 * The way out where text cannot stand: the word that was meant, or what is missing. The parser says what was found and
 * what fits; people come with the words of other languages.
 */
import { isReserved, keywordWords, wordsOf } from "../../grammar/vocabulary.ts";
import { actionOut, phraseOut, type Surroundings } from "./phrase-hints.ts";
import { nearest } from "./suggest.ts";

/** What is likely to mend an unexpected text. */
export interface WayOut {
  hint: string;
  /** What to write in its place; `""` to leave it out. */
  replacement?: string;
  /** How many characters that takes the place of, where it is not the word alone. */
  replaced?: number;
  /** What to write before it. */
  missing?: string;
  /** Whether there is nothing else that could be meant. */
  sure?: boolean;
}

/** By words in small letters: what this language says instead, most fitting first. */
const foreign = new Map<string, readonly string[]>(
  Object.entries({
    if: ["when", "while", "where"],
    whenever: ["when"],
    // biome-ignore lint/suspicious/noThenProperty: a word that people write; the table is never awaited.
    then: ["do"],
    else: ["otherwise"],
    default: ["otherwise"],
    each: ["every"],
    daily: ["every 1 day", "per day"],
    weekly: ["every 1 week"],
    biweekly: ["every 2 weeks"],
    fortnightly: ["every 2 weeks"],
    monthly: ["every 1 month"],
    quarterly: ["every 1 quarter"],
    yearly: ["every 1 year"],
    annually: ["every 1 year"],
    and: [","],
    after: ["day"],
    max: ["limit"],
    for: ["to", "during", "over"],
    in: ["within", "over", "per"],
    on: ["when"],
    due: ["within"],
    every: ["per"],
    equals: ["="],
    equal: ["="],
    notify: ["alert"],
    assign: ["task"],
    by: [">"],
    to: [".."],
    monday: ["mon"],
    tuesday: ["tue"],
    wednesday: ["wed"],
    thursday: ["thu"],
    friday: ["fri"],
    saturday: ["sat"],
    sunday: ["sun"],
    days: ["day"],
    weeks: ["week"],
  }),
);

/** What a comparison is called elsewhere; it stands where a condition seems to have ended. */
const comparisons = new Map(
  Object.entries({
    drops: "falls",
    drop: "falls",
    decreases: "falls",
    declines: "falls",
    fell: "falls",
    increases: "rises",
    grows: "rises",
    below: "<",
    under: "<",
    above: ">",
    equals: "=",
    in: "is one of",
    has: "is",
    are: "is",
  }),
);

const actionWords = ["touch", "task", "alert", "start", "handoff"];

/** `expected`: words of the language in backticks, other things as they are called: "a name". */
export function wayOutOf(found: string, expected: readonly string[], surroundings: Surroundings): WayOut {
  const words = expected.flatMap((each) => (/^`[^`]+`$/.test(each) ? [each.slice(1, -1)] : []));
  if (expected.includes("a weekday")) words.push(...wordsOf("weekday"));
  const isAction = actionWords.every((each) => words.includes(each));
  return (
    phraseOut([...words, ...expected], surroundings) ??
    (isAction ? actionOut(found, surroundings) : undefined) ??
    signOut(found, words) ??
    wordOut(found, words, expected) ??
    missingOut(found, words, expected) ?? { hint: generalHint }
  );
}

const generalHint = "Correct the word, or look whether something is missing before it.";

function signOut(found: string, words: readonly string[]): WayOut | undefined {
  if (found === "," && !words.includes(",")) {
    const hint = "Leave the comma out: it stands only between the members of a list.";
    return { hint, replacement: "", sure: true };
  }
  if (found === "}" && words.length > 0)
    return { hint: "Write what is missing before the brace, or take away what is not finished." };
  if (found === ")" || found === "}") {
    return {
      hint: `Remove this \`${found}\`, or look for the \`${found === ")" ? "(" : "{"}\` that is missing before it.`,
    };
  }
  if (found === ".") return { hint: "Remove the dot; a range is written with two, as in `1..30`." };
  return undefined;
}

function wordOut(found: string, words: readonly string[], expected: readonly string[]): WayOut | undefined {
  if (found.startsWith('"')) return unquoted(found, expected);
  if (!/^[A-Za-z_]/.test(found)) return undefined;
  const small = found.toLowerCase();
  if (small === "between" && words.includes("and")) {
    return { hint: "Write two comparisons and join them: `health >= 40 and health < 60`." };
  }
  if ((small === "true" || small === "false") && words.includes("known")) {
    return {
      hint: `A flag stands alone: write its name${small === "false" ? " with `not` before it" : ""}, without \`is\`.`,
    };
  }
  if (small === "known" && words.includes("one of")) return { hint: "Write `is unknown`." };
  const near = nearest(found, words);
  const meant = near ?? foreign.get(small)?.find((each) => words.includes(each.split(" ")[0] ?? each));
  if (meant !== undefined) return { hint: `Did you mean \`${meant}\`?`, replacement: meant, sure: near !== undefined };
  const comparison = words.includes("and") ? comparisons.get(small) : undefined;
  return comparison === undefined ? undefined : { hint: `Did you mean \`${comparison}\`?`, replacement: comparison };
}

/** A name in quotes; words between quotes become one name. */
function unquoted(found: string, expected: readonly string[]): WayOut | undefined {
  if (!expected.some((each) => each === "a name" || each === "a channel" || each === "a weekday")) return undefined;
  const name = found
    .replaceAll('"', "")
    .trim()
    .replaceAll(/[^A-Za-z0-9_]+/g, "_");
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return undefined;
  return { hint: `Names stand without quotes: write \`${name}\`.`, replacement: name };
}

/** One word, or an opening brace, or what to do: that is what is missing. */
function missingOut(found: string, words: readonly string[], expected: readonly string[]): WayOut | undefined {
  if (found.startsWith("the end of"))
    return { hint: `Write what is missing at the end: ${expected.slice(0, 3).join(" or ")}.` };
  const missing = missingWord(found, words, expected);
  if (missing === "{" && !keywords.has(found)) {
    return { hint: "A name is one word: join its parts with `_`. Or a `{` is missing before this." };
  }
  return missing === undefined
    ? undefined
    : { hint: `Perhaps \`${missing}\` is missing before ${inTicks(found)}.`, missing };
}

const keywords: ReadonlySet<string> = new Set(keywordWords);

function missingWord(found: string, words: readonly string[], expected: readonly string[]): string | undefined {
  if (words.includes("do") && actionWords.includes(found)) return "do";
  if (words[0] === ">" && /^[\d$€£]/.test(found)) return ">";
  if (words.includes("{") && !/^[{},)]/.test(found) && !isReserved(found)) return "{";
  // Other words that cannot be names begin something of their own, in whose middle nothing is missing.
  if (/^[{},.)]/.test(found) || (isReserved(found) && found !== "when")) return undefined;
  if (expected.length === 1) return words[0];
  return words.length > 0 && words.every((each) => actionWords.includes(each)) ? "touch" : undefined;
}

function inTicks(found: string): string {
  return found.includes("`") ? "it" : `\`${found}\``;
}
