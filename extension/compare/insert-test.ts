/** A history that shows a change becomes a test of the program: written behind the others, to be read and saved. */
import { Position, Range, type TextDocument, Uri, ViewColumn, WorkspaceEdit, window, workspace } from "vscode";
import { panelRequests, type TestsAnswer } from "../../lsp/server/panel-requests.ts";
import type { Witness } from "../../review/witness/types.ts";
import { ask } from "../ask.ts";
import type { Tools } from "../tools.ts";
import { fileOfMost, insertionOf } from "./insertion.ts";

/** `folder`: the project's URI. Into the file that has most tests, else into `tests.play`. */
export async function insertTest(tools: Tools, folder: string, { found }: Witness): Promise<void> {
  if (!found?.test) return;
  const answer = await ask<TestsAnswer>(tools, panelRequests.tests, {});
  const own = answer?.projects.find((project) => String(Uri.parse(project.folder)) === folder)?.tests ?? [];
  const most = fileOfMost(own);
  const uri = most === undefined ? Uri.joinPath(Uri.parse(folder), "tests.play") : Uri.parse(most);
  const document = await opened(uri);
  const { line, character, text, begins } = insertionOf(document?.getText() ?? "", found.test);
  if (text !== "") {
    const edit = new WorkspaceEdit();
    if (!document) edit.createFile(uri, { ignoreIfExists: true });
    edit.insert(uri, new Position(line, character), text);
    if (!(await workspace.applyEdit(edit))) {
      void window.showErrorMessage(`The test could not be written into ${workspace.asRelativePath(uri)}.`);
      return;
    }
  }
  const shown = window.visibleTextEditors.find(({ document }) => String(document.uri) === String(uri));
  await window.showTextDocument(uri, {
    viewColumn: shown?.viewColumn ?? ViewColumn.One,
    selection: new Range(begins, 0, begins, 0),
  });
}

/** Undefined where there is no such file. */
function opened(uri: Uri): Promise<TextDocument | undefined> {
  return Promise.resolve(workspace.openTextDocument(uri)).catch(() => undefined);
}
