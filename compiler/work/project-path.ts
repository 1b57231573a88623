/** Paths that a playbook may name: relative, with `/`, and never out of the project folder. */

/** Whether a path stays in the project, on every operating system. */
export function isInsideProject(path: string): boolean {
  if (path === "" || path.length > 1000 || /[\p{Cc}\\:*?"<>|]/u.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
