/** Where a test that was found comes to stand in a program: which file, and where in its text. */

/** What is written, and where. Line and character from 0, in the text as it was. */
export interface Insertion {
  readonly line: number;
  readonly character: number;
  /** Empty where the test stands in the text already. */
  readonly text: string;
  /** The line in which the test begins once it is written. */
  readonly begins: number;
}

/** Behind everything else, an empty line apart; a test that stands there already is not written twice. */
export function insertionOf(text: string, test: string): Insertion {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? "";
  const end = { line: lines.length - 1, character: last.length };
  const known = lines.join("\n").indexOf(test.trimEnd());
  if (known !== -1) return { ...end, text: "", begins: lines.join("\n").slice(0, known).split("\n").length - 1 };
  const isEmpty = text.trim() === "";
  const gap = isEmpty ? "" : last === "" ? (lines.at(-2) === "" ? "" : "\n") : "\n\n";
  return { ...end, text: `${gap}${test}`, begins: end.line + gap.length };
}

/** The URI of the file that has most tests; undefined where there are none. */
export function fileOfMost(tests: readonly { readonly uri: string }[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { uri } of tests) counts.set(uri, (counts.get(uri) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0];
}
