/** In all playbooks of the repository: where both the TextMate grammar and the server colour something, they say the same. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { languageHost } from "../../cli/language-host.ts";
import { ProjectService } from "../../lsp/service/project.ts";
import { coloursOf } from "../../lsp/service/semantic.ts";
import { textMateGrammar } from "../../scripts/textmate.ts";
import { textMateColours } from "./colours.ts";

const playbooks = join(import.meta.dirname, "../../playbooks");

it("the grammar never contradicts the server, and leaves it little to add", async () => {
  const read = await textMateColours(textMateGrammar());
  const contradictions: string[] = [];
  let [coloured, byBoth] = [0, 0];
  for (const root of languageHost.projectsBelow(playbooks)) {
    const analysis = new ProjectService(languageHost.disk(root)).analysis();
    for (const { path, text } of analysis.files) {
      const grammar = read(text).filter(({ colour }) => colour !== undefined);
      let next = 0;
      for (const { span, type } of coloursOf(analysis, path)) {
        coloured++;
        while (next < grammar.length && grammar[next]!.end <= span.start) next++;
        const over = grammar[next];
        if (!over || over.start >= span.end) continue;
        byBoth++;
        if (over.colour === type) continue;
        contradictions.push(`${path}: ${text.slice(span.start, span.end)} is ${type}, not ${over.colour}`);
      }
    }
  }
  expect(contradictions).toEqual([]);
  expect(byBoth / coloured).toBeGreaterThan(0.8);
});
