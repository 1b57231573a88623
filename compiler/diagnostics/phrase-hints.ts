/**
 * What people say in several words of their own where the language has its way of saying it: `2 touches a week`,
 * `monday to friday`, `defer 7d`, `not on weekends`. A single word in the wrong place is `syntax-hints.ts`'s business.
 */
import type { Declaration } from "../../grammar/tree.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import { nearest } from "./suggest.ts";
import type { WayOut } from "./syntax-hints.ts";
import { listed } from "./words.ts";

/** What is known of the place besides the word itself. */
export interface Surroundings {
  /** What was being written: "`limit` of policy". */
  context: string;
  /** The text from the word to the end of its line. */
  rest: string;
  /** What is declared in all the files, as far as they could be read. */
  declared: readonly Declaration[];
}

interface Phrase {
  /** From the beginning of the rest. */
  said: RegExp;
  /** Words one of which must fit at the place. */
  fits: readonly string[];
  context?: string;
  wayOut(parts: readonly string[]): WayOut;
}

const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?";
const days = (text: string) => text.slice(0, 3).toLowerCase();
const daysOff = "(?:weekends?|saturdays?|sundays?|holidays?|public holidays|bank holidays)";

const phrases: readonly Phrase[] = [
  {
    said: /^(?:a|an|each|every|in a|per a) (day|week|month|quarter|year)\b/i,
    fits: ["per"],
    wayOut: ([said = "", unit = ""]) => instead(said, `per 1 ${unit.toLowerCase()}`),
  },
  {
    said: /^(?:(dai)|(week|month|quarter|year))ly\b/i,
    fits: ["per"],
    wayOut: ([said = "", , unit]) => instead(said, `per 1 ${unit?.toLowerCase() ?? "day"}`),
  },
  {
    said: /^(?:weekdays?|workdays?|working days|business days)\b/i,
    fits: ["a weekday"],
    wayOut: ([said = ""]) => instead(said, "mon..fri"),
  },
  {
    said: new RegExp(`^(${weekday})\\s+(?:to|through|until|till)\\s+(${weekday})\\b`, "i"),
    fits: ["a weekday"],
    wayOut: ([said = "", from = "", to = ""]) => instead(said, `${days(from)}..${days(to)}`),
  },
  {
    said: new RegExp(`^(?:to|through|until|till)\\s+(${weekday})\\b`, "i"),
    fits: ["hours"],
    context: "policy",
    wayOut: ([said = "", to = ""]) => ({ ...instead(said, `..${days(to)}`), hint: "Write `mon..fri`." }),
  },
  {
    said: /^(?:for |by |at most )?(\d+ ?(?:business days|[a-z]+))(?:,? then drop)?/,
    fits: ["up"],
    wayOut: ([said = "", length = ""]) => {
      const replacement = `up to ${length} then drop`;
      return { hint: `Write \`defer ${replacement}\`.`, replacement, replaced: said.length };
    },
  },
  {
    said: new RegExp(`^(?:(?:not|no|never|except|avoid|skip)\\s+)?(?:(?:on|at|during|in)\\s+)?${daysOff}\\b`, "i"),
    fits: ["within", "hours", "until", "unless"],
    wayOut: () => ({
      hint: "Days off are said once, in `policy`: people keep to `hours 09:00..17:00 mon..fri`, and `holidays` names other days. A machine sends on any day.",
    }),
  },
];

/** The way out where a whole phrase was meant. `fitting`: what could have stood at the place. */
export function phraseOut(fitting: readonly string[], { context, rest }: Surroundings): WayOut | undefined {
  for (const phrase of phrases) {
    if (phrase.context !== undefined && phrase.context !== context) continue;
    if (!phrase.fits.some((word) => fitting.includes(word))) continue;
    const parts = phrase.said.exec(rest);
    if (parts) return phrase.wayOut(parts);
  }
  return undefined;
}

const actionOf: Partial<Record<Declaration["kind"], string>> = {
  touch: "touch",
  task: "task",
  play: "start",
  role: "alert",
};

/**
 * The way out where an action should begin and another word stands: the action that the name is of, or what a touch is
 * when only its channel was said.
 */
export function actionOut(found: string, { declared }: Surroundings): WayOut | undefined {
  const named = declared.find((each) => actionOf[each.kind] && nameOf(each) === found);
  const action = named && actionOf[named.kind];
  if (action !== undefined) return { hint: `Perhaps \`${action}\` is missing before \`${found}\`.`, missing: action };
  if (!wordsOf("channel").includes(found)) return undefined;
  const touches = declared.filter(({ kind }) => kind === "touch").flatMap((each) => nameOf(each) ?? []);
  const near = touches.filter((name) => name.includes(found) || nearest(found, [name]) !== undefined);
  const shown = (near.length > 0 ? near : touches).slice(0, 3).map((name) => `\`touch ${name}\``);
  const example = shown.length === 0 ? "" : `, such as ${listed(shown)}`;
  return { hint: `\`${found}\` is a channel. Write \`touch NAME\`, with the name of a declared touch${example}.` };
}

function nameOf(declaration: Declaration): string | undefined {
  return "name" in declaration && typeof declaration.name === "object" ? declaration.name.text : undefined;
}

function instead(said: string, replacement: string): WayOut {
  return { hint: `Write \`${replacement}\`.`, replacement, replaced: said.length };
}
