/** The project's side of the comparison: the oracle's programs compiled, and the histories read by the project itself. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../compiler/compile.ts";
import { readProjectFile } from "../../project/read.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import { surveyed } from "../../runtime/survey-accounts.ts";
import { type OracleCase, readCases } from "./answers.ts";
import { restedSuffix, type Subject } from "./compare.ts";

/** The program of conditions alone: the model, segments where the data set has them, and the triggers of `cases.sql`. */
export function loadSubject(dataSet: string, folder: string, keep: ReadonlySet<string>): Promise<Subject> {
  return load(dataSet, folder, keep, ["model.play", "segments.play"], readCases(dataSet));
}

/**
 * Compiles the named files of a data set's program, those that it has, with the triggers of the cases, and reads the
 * histories of `keep` from `folder`.
 */
export async function load(
  dataSet: string,
  folder: string,
  keep: ReadonlySet<string>,
  programs: readonly string[],
  cases: readonly OracleCase[],
): Promise<Subject> {
  const projectDir = fileURLToPath(new URL(`projects/${dataSet}`, import.meta.url));
  const { project, problems } = readProjectFile("playc.yaml", readFileSync(join(projectDir, "playc.yaml"), "utf8"));
  if (!project) throw new Error(`playc.yaml of ${dataSet} is refused: ${JSON.stringify(problems)}`);
  const { schedule, diagnostics } = compile({
    files: [
      ...programs
        .filter((path) => existsSync(join(projectDir, path)))
        .map((path) => ({ path, text: readFileSync(join(projectDir, path), "utf8") })),
      { path: "triggers.play", text: triggersOf(cases) },
    ],
    currency: project.currency,
    readText: () => undefined,
    exists: () => false,
  });
  if (!schedule)
    throw new Error(
      `The program of ${dataSet} is refused: ${JSON.stringify(
        diagnostics.filter(({ severity }) => severity === "error"),
        null,
        2,
      )}`,
    );
  const tempDir = mkdtempSync(join(tmpdir(), "playc-oracle-"));
  const opened = await openHistories({
    project,
    schedule,
    projectDir,
    dataDirs: [folder],
    tempDir,
    accounts: [...keep],
  });
  try {
    const histories = await surveyed(schedule, opened);
    const accounts: AccountHistory[] = [];
    for await (const account of histories.accounts()) accounts.push(account);
    const { grid, covers, cutoffs } = histories;
    return { schedule, histories: cutoffs ? { grid, covers, cutoffs } : { grid, covers }, accounts };
  } finally {
    await opened.close();
    rmSync(tempDir, { recursive: true });
  }
}

/** Two triggers a case: one without rest, one with 30 days of it. */
function triggersOf(cases: readonly OracleCase[]): string {
  return cases
    .flatMap(({ name, play, scope, until }) => {
      const arming = until === "" ? "" : `until ${until}`;
      return [
        `trigger ${name} ${scope} { level green  when ${play}  do alert watcher  ${arming} }`,
        `trigger ${name}${restedSuffix} ${scope} { level green  when ${play}  do alert watcher  rest 30d  ${arming} }`,
      ];
    })
    .join("\n");
}
