/** The tests of a project, by which an editor lists and runs them. */
import type { Analysis } from "./analysis.ts";
import type { Place } from "./places.ts";

export interface ListedTest extends Place {
  /** Its title. */
  readonly name: string;
}

/** In the order of files and lines; those without a title cannot be asked for, and are left out. */
export function testsOf({ files }: Analysis): ListedTest[] {
  return files.flatMap(({ path, declarations }) =>
    declarations.flatMap((declaration): ListedTest[] => {
      if (declaration.kind !== "test" || declaration.title?.kind !== "text") return [];
      return [{ path, span: declaration.span, name: declaration.title.value }];
    }),
  );
}
