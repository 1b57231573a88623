/** Files as they were committed, to be read beside what they are now: git is asked for the text and can do nothing else. */
import { posix } from "node:path";
import { type TextDocumentContentProvider, Uri, workspace } from "vscode";
import { reasonOf } from "../run.ts";
import { type CommittedFile, committedFileOf, queryOf } from "./committed-file.ts";
import { askGit } from "./git.ts";

export const committedScheme = "playc-committed";

/** Called by commit and name, so that nobody takes it for the file; the end of its name says how it is coloured. */
export function uriOf(file: CommittedFile): Uri {
  const path = `/${posix.dirname(file.file)}/${file.commit.slice(0, 8)} ${posix.basename(file.file)}`;
  return Uri.from({ scheme: committedScheme, path, query: queryOf(file) });
}

/** Of the projects of the window alone (URIs of their folders), and where programs may be run. */
export function committedFiles(isProject: (folder: string) => boolean): TextDocumentContentProvider {
  return {
    async provideTextDocumentContent({ query }) {
      const asked = committedFileOf(query);
      if (!asked || !workspace.isTrusted || !isProject(String(Uri.file(asked.folder)))) {
        throw new Error("This is no committed file of a project that is open.");
      }
      const { commit, inRepository, file, folder } = asked;
      const path = inRepository === "" ? file : `${inRepository}/${file}`;
      const ran = await askGit(folder, ["cat-file", "blob", `${commit}:${path}`]);
      if (ran.code !== 0) throw new Error(`${file} of ${commit.slice(0, 8)} cannot be read: ${reasonOf(ran)}`);
      return ran.stdout;
    },
  };
}
