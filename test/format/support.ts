/** What the formatter's tests share: texts to format, and what must be the same before and after. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "../../compiler/format/format.ts";
import { parse } from "../../grammar/parser.ts";
import { scan } from "../../grammar/scan.ts";
import { plain } from "../grammar/support.ts";

export const root = join(import.meta.dirname, "../..");

/** Every `.play` file below some folders of the repository. */
export function repositoryFiles(): { path: string; text: string }[] {
  return ["playbooks", "test/fixtures", "test/oracle/projects"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".play"))
      .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), "utf8") })),
  );
}

/** The formatted text of a program that can be read. */
export function formatted(text: string): string {
  const result = format("test.play", text);
  if (result.kind !== "formatted") throw new Error(`${JSON.stringify(result)}\n${text}`);
  return result.text;
}

/** All that formatting must not change, as plain data. */
export function meaningOf(text: string) {
  const { file, problems, comments } = parse("test.play", text);
  return {
    problems,
    tree: plain(file.declarations),
    words: wordsOf(text),
    comments: comments.map((comment) => comment.text.trimEnd()),
  };
}

export function wordsOf(text: string): string[] {
  return scan(text.replace(/^\uFEFF/, " ")).tokens.map(({ image }) => image);
}

/** What is wrong with the white space of a formatted text, whatever it says. */
export function untidiness(text: string): string[] {
  const { tokens, comments } = scan(text);
  const words = tokens.map(({ startOffset, image }) => ({ start: startOffset, end: startOffset + image.length }));
  const things = [...words, ...comments.map(({ span }) => span)].sort((a, b) => a.start - b.start);
  const gaps = things.map(({ start }, index) => text.slice(things[index - 1]?.end ?? 0, start));
  const wrong = gaps.filter((gap) => !/^(?: ?|\n{1,2}(?: {2})*)$/.test(gap));
  const end = text.slice(things.at(-1)?.end ?? 0);
  return end === (things.length === 0 ? "" : "\n") ? wrong : [...wrong, end];
}
