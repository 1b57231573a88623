/** Coverage of tests in the editor's own shapes. */
import {
  BranchCoverage,
  DeclarationCoverage,
  FileCoverage,
  type FileCoverageDetail,
  Position,
  StatementCoverage,
  TestCoverageCount,
  type TestRun,
  Uri,
} from "vscode";
import type { TestResults } from "../../runtime/testing/types.ts";
import { type CoveredFile, coverageOf, type Part } from "./results.ts";

const details = new WeakMap<FileCoverage, FileCoverageDetail[]>();

/** Adds what was reached of the files of a project. */
export function addCoverage(run: TestRun, folder: Uri, results: TestResults): void {
  for (const covered of coverageOf(results)) {
    const coverage = fileCoverage(Uri.joinPath(folder, covered.file), covered);
    details.set(coverage, detailsOf(covered));
    run.addCoverage(coverage);
  }
}

export function detailsIn(coverage: FileCoverage): FileCoverageDetail[] {
  return details.get(coverage) ?? [];
}

function fileCoverage(uri: Uri, { lines, declarations }: CoveredFile): FileCoverage {
  const several = lines.filter(({ parts }) => parts.length > 1).flatMap(({ parts }) => parts);
  return new FileCoverage(
    uri,
    countOf(lines.map(({ parts }) => parts.some(({ reached }) => reached))),
    countOf(several.map(({ reached }) => reached)),
    countOf(declarations.map(({ reached }) => reached)),
  );
}

function countOf(reached: readonly boolean[]): TestCoverageCount {
  return new TestCoverageCount(reached.filter(Boolean).length, reached.length);
}

/** A line with several parts, as a rung that acts or is skipped, is one statement with branches. */
function detailsOf({ lines, declarations }: CoveredFile): FileCoverageDetail[] {
  const at = (line: number) => new Position(line - 1, 0);
  const branch = (line: number) => (part: Part) => new BranchCoverage(part.reached, at(line), part.text);
  return [
    ...lines.map(({ line, parts }) => {
      const isReached = parts.some(({ reached }) => reached);
      return new StatementCoverage(isReached, at(line), parts.length > 1 ? parts.map(branch(line)) : []);
    }),
    ...declarations.map(({ text, reached, line }) => new DeclarationCoverage(text, reached, at(line))),
  ];
}
