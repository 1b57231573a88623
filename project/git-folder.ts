/** What git keeps of a repository beside its files: settings, and the tokens of whoever checked it out. None of it is a project's. */

/** Whether a path below a project leads into it; separators of any system. Where a file system ignores case, so must this. */
export function isInGitFolder(path: string): boolean {
  return path.split(/[\\/]/).some((name) => name.toLowerCase() === ".git");
}
