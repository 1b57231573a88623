/** By what a comment is known again: a line that nobody sees, one for each project of a repository. */

const opening = "<!-- playc review of ";

/** `project`: its folder in the repository. */
export function markerOf(project: string): string {
  // Two hyphens would end the comment that hides it.
  return `${opening}${encodeURIComponent(project === "" ? "." : project).replaceAll("-", "%2D")} -->`;
}

/** Whether a comment's text begins with the marker, so that a quotation of one is none. */
export function isMarked(body: string, marker: string): boolean {
  return body.startsWith(marker);
}
