/** Reads a printed simulation back: sections by title, their tables as cells. Knows the layout only, no figures. */

export interface PrintedSection {
  title: string;
  lines: string[];
  /** Cells of the lines below the first, which holds the titles. */
  rows: string[][];
}

/** Sections are a title at the margin, indented lines, an empty line. */
export function sectionsOf(printed: string): Map<string, PrintedSection> {
  const sections = new Map<string, PrintedSection>();
  for (const paragraph of printed.trimEnd().split("\n\n")) {
    const [title, ...lines] = paragraph.split("\n");
    sections.set(title!, { title: title!, lines, rows: lines.slice(1).map(cellsOf) });
  }
  return sections;
}

function cellsOf(line: string): string[] {
  return line.trim().split(/ {2,}/);
}
