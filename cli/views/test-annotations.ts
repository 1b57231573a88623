/** `playc test` for the runner of GitHub: what was expected and is not so, and what shows nothing, at its line. */
import type { TestResults } from "../../runtime/testing/types.ts";
import type { Annotation } from "./annotations.ts";
import { printable } from "./printable.ts";

/** `prefix`: of the project in its repository. In the order of the tests. */
export function testAnnotations({ tests }: TestResults, prefix: string): Annotation[] {
  return tests.flatMap(({ name, expectations }) =>
    expectations.flatMap(({ text, place: { file, line }, passed, failure, warning }): Annotation[] => {
      const [title, place] = [`test ${printable(name)}`, { path: prefix + file, line }];
      const told = [`expected ${text}`, ...(failure?.actual ?? [])].map(printable).join("\n");
      if (!passed) return [{ level: "error", title, message: told, place }];
      return warning === null
        ? []
        : [{ level: "warning", title, message: printable(`expect ${text}: ${warning}`), place }];
    }),
  );
}
