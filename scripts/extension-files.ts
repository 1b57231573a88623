/** What the VS Code extension holds that follows from the language: its grammar, brackets and snippets, by their paths below `extension/`. */
import { vocabulary } from "../grammar/vocabulary.ts";
import { ProjectService } from "../lsp/service/project.ts";
import { snippetsOf } from "../lsp/service/snippets.ts";
import { textMateGrammar } from "./textmate.ts";

export function extensionFiles(): Readonly<Record<string, string>> {
  const files = {
    "language-configuration.json": languageConfiguration(),
    "snippets/play.json": snippets(),
    "syntaxes/play.tmLanguage.json": textMateGrammar(),
  };
  return Object.fromEntries(Object.entries(files).map(([path, made]) => [path, `${JSON.stringify(made, null, 2)}\n`]));
}

/** VS Code, "Language Configuration Guide". */
function languageConfiguration() {
  // Signs between quotes and behind `#` are no brackets.
  const before = '^(?:[^"#]|"(?:[^"\\\\]|\\\\.)*")*';
  const pairs = [
    ["{", "}"],
    ["(", ")"],
  ];
  return {
    comments: { lineComment: "#" },
    brackets: pairs,
    autoClosingPairs: [
      ...pairs.map(([open, close]) => ({ open, close, notIn: ["string", "comment"] })),
      { open: '"', close: '"', notIn: ["string", "comment"] },
    ],
    surroundingPairs: [...pairs, ['"', '"']],
    autoCloseBefore: " \t\n,)}",
    wordPattern: "[A-Za-z_][A-Za-z0-9_]*|\\d[\\d.:-]*[A-Za-z%]*",
    indentationRules: {
      increaseIndentPattern: `${before}[{(][^})"#]*(?:#.*)?$`,
      decreaseIndentPattern: "^\\s*[})]",
    },
    folding: { markers: { start: "^\\s*#\\s*region\\b", end: "^\\s*#\\s*endregion\\b" } },
    onEnterRules: [
      // A doc comment goes on.
      {
        beforeText: "^\\s*##(?!#)\\s*\\S.*$",
        action: { indent: "none", appendText: "## " },
      },
    ],
  };
}

/**
 * Whole declarations, those that the server offers where a project has no names yet. Without a prefix they are in "Insert
 * Snippet" alone: what is offered while typing is the server's, with the names of the program.
 */
function snippets() {
  const nothing = new ProjectService({
    read: () => undefined,
    split: ({ files }) => ({ files, libraries: [], problems: [] }),
    otherFiles: () => [],
  }).analysis();
  const docs = new Map(vocabulary.filter(({ role }) => role === "declaration").map(({ word, doc }) => [word, doc]));
  return Object.fromEntries(
    snippetsOf(nothing).map(({ word, text }) => [word, { body: text.split("\n"), description: docs.get(word) ?? "" }]),
  );
}
