/**
 * Everything there is to say about one code: what it means, an example as it is reported, the smallest mend. The pages
 * of `docs/diagnostics/` and `playc explain code` are two views of this.
 */

import type { Span } from "../../grammar/tree.ts";
import { readProjectFile } from "../../project/read.ts";
import { compile } from "../compile.ts";
import type { Library } from "../libraries/library.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";
import { chanceExplanations } from "./explanations/chance.ts";
import type { Explanation } from "./explanations/explanation.ts";
import { journeyExplanations } from "./explanations/journey.ts";
import { libraryExplanations } from "./explanations/libraries.ts";
import { meaningExplanations } from "./explanations/meaning.ts";
import { measureExplanations } from "./explanations/measures.ts";
import { modelText } from "./explanations/model.ts";
import { nameExplanations } from "./explanations/names.ts";
import { peopleExplanations } from "./explanations/people.ts";
import { planExplanations } from "./explanations/plans.ts";
import { projectExplanations } from "./explanations/project.ts";
import { proofExplanations } from "./explanations/proofs.ts";
import { rhythmExplanations } from "./explanations/rhythms.ts";
import { syntaxExplanations } from "./explanations/syntax.ts";
import { templateExplanations } from "./explanations/templates.ts";
import { testExplanations } from "./explanations/tests.ts";
import { typeExplanations } from "./explanations/types.ts";
import { fromProject } from "./from-project.ts";
import { render } from "./render.ts";
import { codes, definitionOf, type Slug } from "./table.ts";

export const explanations: Record<Slug, Explanation> = {
  ...syntaxExplanations,
  ...nameExplanations,
  ...typeExplanations,
  ...meaningExplanations,
  ...journeyExplanations,
  ...peopleExplanations,
  ...libraryExplanations,
  ...projectExplanations,
  ...templateExplanations,
  ...testExplanations,
  ...proofExplanations,
  ...chanceExplanations,
  ...rhythmExplanations,
  ...measureExplanations,
  ...planExplanations,
};

export interface Explained {
  code: string;
  slug: string;
  severity: Severity;
  /** Markdown. */
  meaning: string;
  /** Name of the file that the examples are. */
  file: string;
  failing: string;
  mended: string;
  /** The example's diagnostic as people see it. */
  rendered: string;
  /** Its first sentence, of the example. */
  message: string;
  fix?: { title: string; safe: boolean };
}

const projectFileName = "playc.yaml";

/** Which of the two examples of an explanation. */
type Version = "failing" | "mended";

/** Undefined when there is no such code. */
export function explain(code: string): Explained | undefined {
  const definition = definitionOf(code);
  if (!definition) return undefined;
  const { slug, severity } = definition;
  const explanation = explanations[slug];
  const { file, text } = exampleOf(explanation, "failing");
  const found = compileExample(explanation, "failing").find((each) => each.code === code);
  if (!found) throw new Error(`The example of ${code} does not have it.`);
  const shown = explanation.shown ?? { failing: text, mended: explanation.mended };
  const { fix } = found;
  return {
    code,
    slug,
    severity,
    meaning: explanation.meaning,
    file,
    ...shown,
    rendered: render(found, text),
    message: found.message,
    ...(fix ? { fix: { title: fix.title, safe: fix.safe } } : {}),
  };
}

export interface ListedCode {
  code: string;
  severity: Severity;
  slug: string;
}

/** Every code, in order. */
export function listOfCodes(): ListedCode[] {
  return codes.map((code) => definitionOf(code)!);
}

/** An example's text without its marks, and where they stand. */
export function exampleOf(
  explanation: Explanation,
  version: Version,
): { file: string; text: string; start: number; end: number } {
  const written = explanation[version];
  const start = written.indexOf("⟦");
  const end = written.indexOf("⟧") - 1;
  return { file: explanation.file ?? "example.play", text: written.replace("⟦", "").replace("⟧", ""), start, end };
}

/** All diagnostics of a program that has the example, or `text` in its place. */
export function compileExample(explanation: Explanation, version: Version, text?: string): Diagnostic[] {
  const example = exampleOf(explanation, version);
  const source = text ?? example.text;
  const { alone, mapped, program, files = {}, libraries = {} } = explanation.surroundings ?? {};
  const others = new Map(Object.entries(files));
  const play = [
    ...(alone ? [] : [{ path: "model.play", text: modelText }]),
    ...(program === undefined ? [] : [{ path: "other.play", text: program }]),
  ];
  const inLibrary = /^(\w+):/.exec(example.file)?.[1];
  const texts = new Map([
    ...Object.entries(libraries),
    ...(inLibrary === undefined ? [] : [[inLibrary, source] as const]),
  ]);
  if (inLibrary === undefined && example.file.endsWith(".play")) play.push({ path: example.file, text: source });
  else others.set(example.file, source);
  const { project: described, mapping, problems } = readProjectFile(projectFileName, others.get(projectFileName) ?? "");
  if (example.file === projectFileName && !described) return problems.map(fromProject);
  const named = described?.libraries ?? [...texts.keys()].map((name) => ({ name, span: { start: 0, end: 0 } }));
  const project = {
    files: play,
    libraries: named.map(({ name, span }) => exampleLibrary(name, span, texts.get(name) ?? "")),
    currency: described?.currency ?? "USD",
    ...(described ? { currencySpan: described.currencySpan } : {}),
    ...(mapped && mapping ? { mapping } : {}),
    readText: (path: string) => others.get(path),
    exists: (path: string) => others.has(path),
  };
  return compile(project).diagnostics;
}

function exampleLibrary(name: string, span: Span, text: string): Library {
  const prefix = `${name}:`;
  const files = [{ path: `${prefix}library.play`, text }];
  return { name, prefix, files, span, readText: () => undefined, exists: () => false };
}
