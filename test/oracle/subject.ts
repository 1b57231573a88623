/** The project's side of the comparison: the oracle's programs compiled, and the histories read by the project itself. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../compiler/compile.ts";
import { readProjectFile } from "../../project/read.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import { readCases } from "./answers.ts";
import { restedSuffix, type Subject } from "./compare.ts";

/** Compiles the program of the data set and reads the histories of `keep` from `folder`. */
export async function loadSubject(dataSet: string, folder: string, keep: ReadonlySet<string>): Promise<Subject> {
  const projectDir = fileURLToPath(new URL(`projects/${dataSet}`, import.meta.url));
  const { project, problems } = readProjectFile("playc.yaml", readFileSync(join(projectDir, "playc.yaml"), "utf8"));
  if (!project) throw new Error(`playc.yaml of ${dataSet} is refused: ${JSON.stringify(problems)}`);
  const { schedule, diagnostics } = compile({
    files: [
      { path: "model.play", text: readFileSync(join(projectDir, "model.play"), "utf8") },
      { path: "triggers.play", text: triggersOf(dataSet) },
    ],
    currency: project.currency,
    readText: () => undefined,
    exists: () => false,
  });
  if (!schedule) throw new Error(`The program of ${dataSet} is refused: ${JSON.stringify(diagnostics, null, 2)}`);
  const tempDir = mkdtempSync(join(tmpdir(), "playc-oracle-"));
  const histories = await openHistories({
    project,
    schedule,
    projectDir,
    dataDirs: [folder],
    tempDir,
    accounts: [...keep],
  });
  try {
    const accounts: AccountHistory[] = [];
    for await (const account of histories.accounts()) accounts.push(account);
    return { schedule, histories: { grid: histories.grid, covers: histories.covers }, accounts };
  } finally {
    await histories.close();
    rmSync(tempDir, { recursive: true });
  }
}

/** Two triggers a case: one without rest, one with 30 days of it. */
function triggersOf(dataSet: string): string {
  return readCases(dataSet)
    .flatMap(({ name, play, scope, until }) => {
      const arming = until === "" ? "" : `until ${until}`;
      return [
        `trigger ${name} ${scope} { level green  when ${play}  do alert watcher  ${arming} }`,
        `trigger ${name}${restedSuffix} ${scope} { level green  when ${play}  do alert watcher  rest 30d  ${arming} }`,
      ];
    })
    .join("\n");
}
