/** A history that shows a change becomes a test of the program: written behind the others, to be read and saved. */
import { Position, Range, Uri, ViewColumn, WorkspaceEdit, window, workspace } from "vscode";
import { panelRequests, type TestsAnswer } from "../../lsp/server/panel-requests.ts";
import type { Witness } from "../../review/witness/types.ts";
import { ask } from "../ask.ts";
import type { Tools } from "../tools.ts";

/** `folder`: the project's URI. Into the file that has most tests, else into `tests.play`. */
export async function insertTest(tools: Tools, folder: string, { found }: Witness): Promise<void> {
  if (!found?.test) return;
  const answer = await ask<TestsAnswer>(tools, panelRequests.tests, {});
  const own = answer?.projects.find((project) => String(Uri.parse(project.folder)) === folder)?.tests ?? [];
  const counts = new Map<string, number>();
  for (const { uri } of own) counts.set(uri, (counts.get(uri) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  const uri = most ? Uri.parse(most[0]) : Uri.joinPath(Uri.parse(folder), "tests.play");
  const edit = new WorkspaceEdit();
  if (!most) edit.createFile(uri, { ignoreIfExists: true });
  const end = most ? await endOf(uri) : new Position(0, 0);
  const gap = end.line === 0 && end.character === 0 ? "" : end.character === 0 ? "\n" : "\n\n";
  edit.insert(uri, end, `${gap}${found.test}`);
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(`The test could not be written into ${workspace.asRelativePath(uri)}.`);
    return;
  }
  const line = end.line + gap.length;
  const shown = window.visibleTextEditors.find(({ document }) => String(document.uri) === String(uri));
  await window.showTextDocument(uri, {
    viewColumn: shown?.viewColumn ?? ViewColumn.One,
    selection: new Range(line, 0, line, 0),
  });
}

async function endOf(uri: Uri): Promise<Position> {
  const document = await workspace.openTextDocument(uri);
  return document.lineAt(document.lineCount - 1).range.end;
}
