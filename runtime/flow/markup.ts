/** Texts in markup: for XML and HTML alike. */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands in XML; what XML cannot hold, and what hides or turns the text around it, is replaced. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2028\u2029]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => entities[sign]!);
}
