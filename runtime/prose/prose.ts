/**
 * Plain English with names in it: what a program says, for people who do not read code. A name keeps what it is a name
 * of, so that a page can lead there; without a page around it, it is words.
 */

/** What a name can be a name of. Components of a score are metrics, their name behind a dot. */
export const namedKinds = [
  "field",
  "metric",
  "event",
  "contact",
  "role",
  "calendar",
  "stage",
  "segment",
  "model",
  "touch",
  "task",
  "cadence",
  "trigger",
  "play",
  "escalation",
] as const;
export type NamedKind = (typeof namedKinds)[number];

export interface Named {
  readonly kind: NamedKind;
  readonly name: string;
}

/** Texts and names, one behind the other. */
export type Prose = readonly (string | Named)[];

/** A sentence, and under it what it is made of. */
export interface Said {
  readonly text: Prose;
  readonly items?: readonly Said[];
  /** What the author says about it, in words of their own. */
  readonly isNote?: true;
}

type Sayable = string | number | Named | Prose;

/** A template for prose: texts and names stand as they are. */
export function say(texts: TemplateStringsArray, ...values: Sayable[]): Prose {
  return joined(texts.flatMap((text, index) => [text, ...(index < values.length ? partsOf(values[index]!) : [])]));
}

function partsOf(value: Sayable): Prose {
  if (typeof value === "number") return [String(value)];
  return isProse(value) ? value : [value];
}

function isProse(value: Sayable): value is Prose {
  return Array.isArray(value);
}

/** Neighbouring texts as one. */
function joined(parts: Prose): Prose {
  const out: (string | Named)[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (typeof part === "string" && typeof last === "string") out[out.length - 1] = last + part;
    else if (part !== "") out.push(part);
  }
  return out;
}

/** `a, b and c`; the word of two is all there is between them. */
export function listed(items: readonly Sayable[], word: "and" | "or" = "and"): Prose {
  return items.reduce<Prose>((text, item, index) => {
    if (index === 0) return partsOf(item);
    return index === items.length - 1 ? say`${text} ${word} ${item}` : say`${text}, ${item}`;
  }, []);
}

/** One behind the other, with a text between. */
export function behind(between: string, items: readonly Prose[]): Prose {
  return joined(items.flatMap((item, index) => (index === 0 ? item : [between, ...item])));
}

export function named(kind: NamedKind, names: readonly string[]): Named[] {
  return names.map((name) => ({ kind, name }));
}

/** `check in` for `check_in`, `health: usage` for `health.usage`. */
export function nameText(name: string): string {
  return name.replaceAll("_", " ").replaceAll(".", ": ");
}

/** Without its names' ways. */
export function plain(prose: Prose): string {
  return prose.map((part) => (typeof part === "string" ? part : nameText(part.name))).join("");
}

/** Plain, on lines of their own, what is below two spaces further in. */
export function plainLines(said: readonly Said[], indent = ""): string[] {
  return said.flatMap(({ text, items = [] }) => [`${indent}${plain(text)}`, ...plainLines(items, `${indent}  `)]);
}

/** The first letter a capital one, and a full stop behind. */
export function sentence(prose: Prose): Prose {
  return say`${capital(prose)}.`;
}

/** A sentence with what it is made of below. */
export function heading(prose: Prose, items: readonly Said[]): Said {
  return { text: say`${capital(prose)}:`, items };
}

function capital(prose: Prose): Prose {
  const [first, ...rest] = prose;
  return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : prose;
}
