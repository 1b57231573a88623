/** Compiles the condition of a `--what-if` as the program's own are compiled: with its fields, segments and lets. */
import { compile } from "../../compiler/compile.ts";
import type { Condition } from "../../schedule/types.ts";
import type { CompiledProject } from "../compile-project.ts";
import { withLibraries } from "../libraries.ts";
import { type WrittenCondition, wrongScenario } from "./text.ts";

const file = "--what-if.play";

/** `text`: the whole scenario, in which the condition stands. A Failure of kind `usage` points at what is wrong. */
export function compileCondition(
  { folder, project, schedule }: CompiledProject,
  text: string,
  condition: WrittenCondition,
): Condition {
  refuseLooseParentheses(text, condition);
  const taken = new Set((schedule.measures ?? []).map(({ name }) => name));
  let name = "what_if";
  while (taken.has(name)) name += "_";
  // The condition of a measure may read all that other conditions read, and nothing hangs on a measure.
  const before = `measure ${name} { share of accounts when (`;
  const { files, libraries } = withLibraries(folder, project.libraries);
  const { schedule: compiled, diagnostics } = compile({
    files: [...files, { path: file, text: `${before}${condition.text}\n) }` }],
    libraries,
    currency: project.currency,
    readText: folder.readText,
    exists: folder.exists,
  });
  const mistake = diagnostics.find((each) => each.severity === "error" && each.file === file);
  if (mistake) {
    const from = Math.max(0, mistake.span.start - before.length);
    if (from >= condition.text.length) {
      const next = text.slice(condition.at + condition.text.length).search(/\S/) + condition.text.length;
      throw wrongScenario(
        text,
        "The condition is not complete: before `accounts` something is missing. Write all of it, for example `arr >= $100K accounts +20%`.",
        condition.at + next,
        "accounts".length,
      );
    }
    const { message, reason, hint, span } = mistake;
    // Nobody wrote the measure around it.
    const why = reason.replace(/^This is part of measure \w+, and what fits here/, "What fits here");
    throw wrongScenario(text, `${message} ${why} ${hint}`, condition.at + from, span.end - span.start);
  }
  const figure = compiled?.measures?.find((measure) => measure.name === name)?.figure;
  if (figure?.kind === "accounts") return figure.when;
  throw wrongScenario(text, "This is no condition of the language.", condition.at, condition.text.length);
}

/** Of those typed each has its other, so that none has that of the text around the condition. */
function refuseLooseParentheses(text: string, condition: WrittenCondition): void {
  const open: number[] = [];
  for (const { 0: found, index } of condition.text.matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (found === "(") open.push(index);
    else if (found === ")" && open.pop() === undefined) {
      throw wrongScenario(text, "No `(` stands before this `)`. Remove it, or write the `(`.", condition.at + index, 1);
    }
  }
  const last = open.pop();
  if (last !== undefined) {
    throw wrongScenario(text, "Nothing closes this `(`. Remove it, or write the `)`.", condition.at + last, 1);
  }
}
