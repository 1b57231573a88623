/**
 * Reads `playc.yaml`: text in, a project or a list of mistakes out, each at its line. Does no I/O, and takes any text:
 * broken YAML, anchors that multiply, a megabyte of brackets.
 */
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from "yaml";
import { normalProject } from "./normal.ts";
import { type Mistake, mistakesOf } from "./problems.ts";
import { brokenRules } from "./rules.ts";
import { hasShape } from "./shape.ts";
import type { Project, ProjectProblem } from "./types.ts";

/** No project file written by people comes near. */
const LONGEST = 1_000_000;
/** Anchors may save typing; they may not multiply into millions of nodes. */
const MOST_ALIASES = 100;
/** Deeper than any project file; brackets beyond are an attack on the parser's stack. */
const DEEPEST = 50;
const startOfFile = { start: 0, end: 0 };
const TOO_DEEP = "Lists and mappings are nested too deep. Write the file flatter.";

/** The project in `text`, or why there is none. `path` is what problems call the file. */
export function readProjectFile(path: string, text: string): { project?: Project; problems: ProjectProblem[] } {
  const refuse = (message: string) => ({ problems: [{ file: path, line: 1, column: 1, message }] });
  if (text.length > LONGEST) return refuse("This file is larger than a megabyte: too large for a project file.");
  if (nesting(text) > DEEPEST) return refuse(TOO_DEEP);
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (document === undefined) return refuse(TOO_DEEP);
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return {
      problems: broken.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file: path, line, column: col, message: yamlMessage(error.code, error.message) };
      }),
    };
  }
  const data = toPlain(document);
  if ("refused" in data) return refuse(data.refused);
  const mistakes = hasShape(data.value) ? brokenRules(data.value) : mistakesOf(hasShape.errors ?? []);
  if (mistakes.length > 0 || !hasShape(data.value)) {
    return { problems: inOrder(mistakes.map((mistake) => placed(mistake, path, document, lines))) };
  }
  const spanOf = (keys: readonly string[]) => keyAt({ path: keys, atKey: true }, document) ?? startOfFile;
  return { project: normalProject(path, data.value, spanOf), problems: [] };
}

/** The document, or nothing when it nests deeper than the parser can follow (its stack ends). */
function parsed(text: string, lines: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: "1.2", prettyErrors: false });
  } catch {
    return undefined;
  }
}

/** How deep brackets nest, at most: counted without parsing, quoted brackets included, to guard the parser's stack. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === "[" || character === "{") deepest = Math.max(deepest, ++depth);
    else if ((character === "]" || character === "}") && depth > 0) depth--;
  }
  return deepest;
}

function toPlain(document: Document): { value: unknown } | { refused: string } {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {} };
  } catch {
    return {
      refused: "The anchors (`&`, `*`) of this file refer to too much, or to themselves. Write the values out.",
    };
  }
}

function yamlMessage(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "This key is written twice. Keep one of the two.";
  if (code === "TAG_RESOLVE_FAILED") return "Tags (`!name`) mean nothing in a project file. Take it away.";
  return `This is not YAML: ${message}`;
}

function placed(mistake: Mistake, file: string, document: Document, lines: LineCounter): ProjectProblem {
  const { line, col } = lines.linePos(offsetOf(mistake, document));
  return { file, line: Math.max(1, line), column: Math.max(1, col), message: mistake.message };
}

/** Where the key or value of a mistake begins; the nearest enclosing value when it is not there itself. */
function offsetOf(mistake: Mistake, document: Document): number {
  const key = keyAt(mistake, document);
  if (key) return key.start;
  for (let length = mistake.path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(mistake.path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Where the key itself stands, when that is what is asked for. */
function keyAt(
  { path, atKey }: Pick<Mistake, "path" | "atKey">,
  document: Document,
): { start: number; end: number } | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  if (atKey !== true || !isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(path.at(-1)));
  if (pair === undefined || !isNode(pair.key)) return undefined;
  const [start, end] = pair.key.range ?? [0, 0];
  return { start, end };
}

function inOrder(problems: ProjectProblem[]): ProjectProblem[] {
  return problems.sort((left, right) => left.line - right.line || left.column - right.column);
}
