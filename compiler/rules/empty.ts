/** Warns of a declaration without a name that says nothing: whoever wrote it meant to go on. */
import type { Declaration, File } from "../../grammar/tree.ts";
import { Checker, type Program } from "../program.ts";

/** Asked only of a program without errors, of what the project itself says: to `replace` by nothing is to take away. */
export function warnOfEmpty(program: Program, files: readonly File[]): void {
  for (const file of files) {
    for (const declaration of file.declarations) {
      if (declaration.replaces || !saysNothing(declaration)) continue;
      const { start } = declaration.span;
      const word = declaration.kind;
      new Checker(program, file).report("says-nothing", { word }, { start, end: start + word.length });
    }
  }
}

/** Of kinds with a name, what says nothing is an error of its own. */
function saysNothing(declaration: Declaration): boolean {
  switch (declaration.kind) {
    case "account":
      return declaration.fields.length + declaration.begins.length + declaration.ends.length === 0;
    case "assume":
      return declaration.lines.length === 0;
    case "models":
      return declaration.models.length === 0;
    case "policy":
      return declaration.clauses.length === 0;
    case "segments":
      return declaration.segments.length === 0;
    case "team":
      return declaration.members.length === 0;
    case "use":
      return declaration.items?.length === 0;
    default:
      return false;
  }
}
