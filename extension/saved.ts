/** Programs read files, and not what was typed since: what is not saved of a project, and how it is. */
import { type TextDocument, window, workspace } from "vscode";
import { isOfProgram } from "./changes.ts";

/** Files of the program that are not saved, in these folders (URIs without a slash at their end). */
export function unsavedIn(folders: readonly string[]): TextDocument[] {
  return workspace.textDocuments.filter(
    (document) =>
      document.isDirty &&
      isOfProgram(document) &&
      folders.some((folder) => String(document.uri).startsWith(`${folder}/`)),
  );
}

/** Whether all of them could be saved; which one could not is said. `then`: what is not done then, as `no test was run`. */
export async function saveAll(documents: readonly TextDocument[], then: string): Promise<boolean> {
  for (const document of documents) {
    const isSaved = await document.save().then(
      (saved) => saved && !document.isDirty,
      () => false,
    );
    if (isSaved) continue;
    const file = workspace.asRelativePath(document.uri);
    void window.showErrorMessage(`${file} could not be saved, so ${then}.`);
    return false;
  }
  return true;
}
