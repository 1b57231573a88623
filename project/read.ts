/**
 * Reads `playc.yaml`: text in, a project or a list of mistakes out, each at its line. Does no I/O, and takes any text:
 * broken YAML, anchors that multiply, a megabyte of brackets.
 */
import { type Document, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { assignedBy, type Mapping, mappedNames } from "./mapped-names.ts";
import { normalProject } from "./normal.ts";
import { spanOfMistake, spanOfNode } from "./places.ts";
import { type Mistake, mistakesOf } from "./problems.ts";
import { brokenRules } from "./rules.ts";
import { hasShape } from "./shape.ts";
import { type Stated, stated } from "./stated.ts";
import { peopleListed } from "./team.ts";
import type { Project, ProjectProblem, Span } from "./types.ts";

/** No project file written by people comes near. */
const LONGEST = 1_000_000;
/** Anchors may save typing; they may not multiply into millions of nodes. */
const MOST_ALIASES = 100;
/** In one mapping. Finding the place of each of so many mistakes would take minutes. */
const MOST_KEYS = 5_000;
/** Deeper than any project file; brackets beyond are an attack on the parser's stack. */
const DEEPEST = 50;
const startOfFile = { start: 0, end: 0 };
const TOO_DEEP = "Lists and mappings are nested too deep. Write the file flatter.";

/** All but `problems` is absent when there are any. */
interface ReadProject {
  project?: Project;
  mapping?: Mapping;
  /** What it says key by key, to be compared with another. */
  stated?: Stated;
  problems: ProjectProblem[];
}

/** The project in `text`, or why there is none. `path` is what problems call the file. */
export function readProjectFile(path: string, text: string): ReadProject {
  const refuse = (message: string) => ({
    problems: [{ file: path, line: 1, column: 1, fault: "unreadable" as const, span: startOfFile, message }],
  });
  if (text.length > LONGEST) return refuse("This file is larger than a megabyte: too large for a project file.");
  if (nesting(text) > DEEPEST) return refuse(TOO_DEEP);
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (document === undefined) return refuse(TOO_DEEP);
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    const tabs = broken.filter(({ code }) => code === "TAB_AS_INDENT");
    return {
      // What a tab indents is read as something else: the rest only follows from it.
      problems: (tabs.length > 0 ? tabs : broken).map((error) => {
        const span = { start: error.pos[0], end: Math.max(error.pos[0], error.pos[1]) };
        return problemAt(path, lines, span, {
          fault: "unreadable",
          message: yamlMessage(error.code, error.message),
        });
      }),
    };
  }
  const { most, twice } = keysOf(document);
  if (most > MOST_KEYS) return refuse(`A mapping has more than ${MOST_KEYS} keys: too many for a project file.`);
  if (twice.length > 0) {
    return {
      problems: twice.map((span) =>
        problemAt(path, lines, span, {
          fault: "keys_clash",
          message: "This key is written twice. Keep one of the two.",
        }),
      ),
    };
  }
  const data = toPlain(document);
  if ("refused" in data) return refuse(data.refused);
  const mistakes = hasShape(data.value) ? brokenRules(data.value) : mistakesOf(hasShape.errors ?? []);
  if (mistakes.length > 0 || !hasShape(data.value)) {
    return {
      problems: inOrder(mistakes.map((mistake) => problemAt(path, lines, spanOfMistake(mistake, document), mistake))),
    };
  }
  const spanOf = (keys: readonly string[], of: "key" | "value") =>
    spanOfMistake({ path: keys, atKey: of === "key" }, document);
  const project = normalProject(path, data.value, spanOf);
  const mapping: Mapping = {
    names: mappedNames(data.value),
    assignedBy: assignedBy(data.value),
    roster: peopleListed(data.value.team),
    placeOf: (keys) => spanOfMistake({ path: keys, atKey: true }, document),
  };
  return { project, mapping, stated: stated(data.value), problems: [] };
}

/** The document, or nothing when it nests deeper than the parser can follow (its stack ends). */
function parsed(text: string, lines: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { lineCounter: lines, uniqueKeys: false, version: "1.2", prettyErrors: false });
  } catch {
    return undefined;
  }
}

/**
 * How many keys the largest mapping has, and which keys are written a second time. Asked here and not of the
 * parser, which compares every key with every other.
 */
function keysOf(document: Document): { most: number; twice: Span[] } {
  let most = 0;
  const twice: Span[] = [];
  visit(document, {
    Map(_, { items }) {
      most = Math.max(most, items.length);
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) twice.push(spanOfNode(key) ?? startOfFile);
        seen.add(name);
      }
    },
  });
  return { most, twice };
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
  if (code === "TAB_AS_INDENT") return "A tab cannot indent a line. Write spaces in its place.";
  if (code === "TAG_RESOLVE_FAILED") return "Tags (`!name`) mean nothing in a project file. Take it away.";
  return `This is not YAML: ${message}`;
}

function problemAt(file: string, lines: LineCounter, span: Span, rest: Omit<Mistake, "path">): ProjectProblem {
  const { line, col } = lines.linePos(span.start);
  const { fault, message, suggestion } = rest;
  const said = { fault, span, message, ...(suggestion === undefined ? {} : { suggestion }) };
  return { file, line: Math.max(1, line), column: Math.max(1, col), ...said };
}

function inOrder(problems: ProjectProblem[]): ProjectProblem[] {
  return problems.sort((left, right) => left.line - right.line || left.column - right.column);
}
