/** The projects of the window: every folder with a `playc.yaml`. */
import { Uri, workspace } from "vscode";

/** More than anybody keeps in one window. */
const mostProjects = 200;

/** Folders, in the order of their paths. */
export async function projectFolders(): Promise<Uri[]> {
  const files = await workspace.findFiles("**/playc.yaml", "**/node_modules/**", mostProjects);
  return files.map((file) => Uri.joinPath(file, "..")).sort((a, b) => (a.path < b.path ? -1 : 1));
}
