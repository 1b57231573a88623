/** The pure parts of the extension's panels: pages that nothing can escape from, rows of the tree, what a flow's panel says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowContent } from "../../extension/flow/content.ts";
import { type Branch, branchesOf } from "../../extension/tree/branches.ts";
import { choiceOf, shell } from "../../extension/webview/page.ts";
import type { ShownPlaybookNode } from "../../lsp/server/panel-requests.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&amp;", "'; script-src *"),
);

/** What a browser would make tags of. */
const tagsOf = (html: string) => [...html.matchAll(/<([a-z][\w-]*)/gi)].map(([, tag]) => tag!);

describe("the page of a panel", () => {
  it("runs its own script, loads its own style, and asks nobody for anything", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const page = shell({ title: text, source: "vscode-webview:", style: "s.css", script: "p.js", nonce: "abc" });
        expect(tagsOf(page)).toEqual([
          "html",
          "head",
          "meta",
          "meta",
          "meta",
          "title",
          "link",
          "body",
          "main",
          "script",
        ]);
        const policy = /content="(default-src[^"]*)"/.exec(page)![1]!;
        expect(policy).toBe("default-src &#39;none&#39;; style-src vscode-webview:; script-src &#39;nonce-abc&#39;");
        expect(page).not.toMatch(/<[^>]*(?:unsafe|https?:\/\/|\son\w+=|\sstyle=)/);
      }),
      { numRuns: 30 },
    );
  });

  it("believes a message that is two texts, and no other", () => {
    expect(choiceOf({ ask: "place", value: "a.play:1", more: 1 })).toEqual({ ask: "place", value: "a.play:1" });
    for (const message of [
      undefined,
      null,
      3,
      "ask",
      [],
      {},
      { ask: "x" },
      { ask: 1, value: "" },
      { ask: "", value: {} },
    ]) {
      expect(choiceOf(message)).toBeUndefined();
    }
  });
});

describe("the panel of a flow", () => {
  it("names the play and the others, whatever they are called, and says what is of before", () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (name, isOfBefore) => {
        const drawing = { play: name, svg: "<svg></svg>", places: {} };
        const html = flowContent({ drawing, plays: [name, "other"], isOfBefore });
        const tags = ["h1", "nav", "button", "button", ...(isOfBefore ? ["p"] : []), "p", "div", "svg"];
        expect(tagsOf(html)).toEqual(tags);
        expect(html.match(/aria-current/g)).toHaveLength(name === "other" ? 2 : 1);
        expect(html.includes("cannot be read")).toBe(isOfBefore);
      }),
      { numRuns: 30 },
    );
  });

  it("says why there is no picture", () => {
    const html = flowContent({ drawing: { play: "long", svg: null, places: {} }, plays: ["long"], isOfBefore: false });
    expect(html).toContain("too many parts");
  });
});

describe("the tree of playbooks", () => {
  const node = (kind: ShownPlaybookNode["kind"], name: string, children: ShownPlaybookNode[] = []) => ({
    kind,
    name,
    detail: `of ${name}`,
    children,
  });
  const steps = [node("step", "every week"), node("step", "every week")];
  const nodes = [
    node("segment", "large", [node("any time", "at any time", [node("cadence", "rhythm", steps), node("play", "go")])]),
    node("journey", "customer", [node("stage", "setup")]),
  ];

  it("has an identity for each row, which an edit elsewhere does not change", () => {
    const idsOf = (rows: readonly Branch[]): string[] => rows.flatMap((row) => [row.id, ...idsOf(row.children)]);
    const ids = idsOf(branchesOf({ projects: [{ folder: "file:///a", nodes }] }));
    expect(new Set(ids).size).toBe(8);
    expect(ids).toHaveLength(8);
    const more = [node("segment", "new"), ...nodes];
    expect(idsOf(branchesOf({ projects: [{ folder: "file:///a", nodes: more }] }))).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it("tells rows apart that are called alike, as a declaration just copied", () => {
    const twice = [node("trigger", "quiet", steps), node("trigger", "quiet", steps)];
    const rows = branchesOf({ projects: [{ folder: "file:///a", nodes: twice }] });
    const ids = rows.flatMap((row) => [row.id, ...row.children.map(({ id }) => id)]);
    expect(new Set(ids).size).toBe(6);
  });

  it("puts several projects below their folders, and knows which rows are plays", () => {
    const rows = branchesOf({
      projects: [
        { folder: "file:///x/my%20books", nodes },
        { folder: "file:///x/b", nodes: [] },
      ],
    });
    expect(rows.map(({ label, icon }) => [label, icon])).toEqual([
      ["my books", "folder"],
      ["b", "folder"],
    ]);
    const [large] = rows[0]!.children;
    expect(large).toMatchObject({ label: "large", description: "of large", play: undefined, isOpen: false });
    expect(large!.children[0]!.children.map(({ play }) => play)).toEqual([undefined, "go"]);
  });
});
