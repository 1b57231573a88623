/** Which project is meant: the folder around the file somebody works in. */

/** The innermost of the folders that a file lies in; all are URIs, without a slash at their end. */
export function folderAround(file: string, folders: readonly string[]): string | undefined {
  return folders.filter((folder) => file.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
}
