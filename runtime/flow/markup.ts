/** Texts in markup: for XML and HTML alike. */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Signs that would be markup, written so that they are none: between tags, and in an attribute with quotes around it. */
export function withEntities(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

/** Text as it stands in XML; what XML cannot hold, and what hides or turns the text around it, is replaced. */
export function escaped(text: string): string {
  return withEntities(text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2028\u2029]/gu, "\uFFFD"));
}
