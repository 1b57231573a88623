/** The cases of `corpus/`: one file each, with a program before and after a change, and what is said of it. */
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("corpus/", import.meta.url);

export interface Case {
  name: string;
  before: string;
  after: string;
  expected: string;
}

export const cases = readdirSync(folder)
  .sort()
  .map((file): Case => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const [, before = "", after = "", expected = ""] =
      /^== before\n(.*)^== after\n(.*)^== diff\n(.*)$/ms.exec(text) ?? [];
    return { name: file.replace(/\.txt$/, ""), before, after, expected };
  });

/** What the templates of the cases say, before and after. */
export const templates = {
  before: new Map([
    ["call.md", "Subject: Hello\n\nWe call about {account.arr}.\nUntil then.\n"],
    ["mail.md", "A mail.\n"],
    ["turned.md", "First.\nSecond.\n"],
  ]),
  after: new Map([
    ["call.md", "Subject: Hello again\n\nWe call about {account.arr}.\nAnd your plan.\n"],
    ["mail.md", "A mail.\n"],
    ["turned.md", "Second.\nFirst.\n"],
    ["more.yaml", "2026-12-25: Christmas Day\n2026-05-01: May Day\n2026-12-26: Boxing Day\n"],
    ["talk.md", "Subject: Hello\n\nWe call about {account.arr}.\nUntil then.\n"],
  ]),
};
