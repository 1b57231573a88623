/** Diagnostics 1xx: names. */
import { error, warning } from "./diagnostic.ts";
import { withArticle } from "./words.ts";

export const nameMessages = {
  "duplicate-name": error("PLAY101", (p: { kind: string; name: string; firstKind: string }) => ({
    message:
      p.kind === p.firstKind
        ? `The ${p.kind} \`${p.name}\` is declared twice.`
        : `The ${p.kind} \`${p.name}\` has the name of ${withArticle(p.firstKind)}.`,
    reason: "Where the name is used, nobody could tell which of the two is meant.",
    hint: "Give one of them another name, or remove it.",
  })),
  "unknown-name": error(
    "PLAY102",
    (p: { kind: string; name: string; suggestion?: string | undefined; declaration?: string | undefined }) => ({
      message: `There is no ${p.kind} called \`${p.name}\`.`,
      reason: `Every ${p.kind} that is used must be declared in one of the project's .play files.`,
      hint:
        p.declaration !== undefined
          ? `playc.yaml has its data: ${p.declaration}.`
          : p.suggestion === undefined
            ? `Declare the ${p.kind} \`${p.name}\`, or correct the name.`
            : `Did you mean \`${p.suggestion}\`?`,
    }),
  ),
  "wrong-kind": error("PLAY103", (p: { kind: string; name: string; actual: string }) => ({
    message: `\`${p.name}\` is ${withArticle(p.actual)}, not ${withArticle(p.kind)}.`,
    reason: `Only the name of ${withArticle(p.kind)} makes sense here.`,
    hint: `Write the name of ${withArticle(p.kind)}, or declare ${withArticle(p.kind)} called \`${p.name}\`.`,
  })),
  "reserved-name": error("PLAY104", (p: { kind: string; name: string }) => ({
    message: `\`${p.name}\` cannot be the name of ${withArticle(p.kind)}.`,
    reason:
      "The word has a meaning of its own in or after a condition, so a sentence with it could be read in two ways.",
    hint: `Choose another name, such as \`${p.name}_\` followed by what it is about.`,
  })),
  "let-of-let": error("PLAY105", (p: { name: string; other: string }) => ({
    message: `\`let ${p.name}\` stands for the name \`${p.other}\`, not for a value.`,
    reason: "A let names one quantity, so that its value can be read where it is declared.",
    hint: "Write the quantity itself, for example 30%, 14d or $25K.",
  })),
  "repeated-in-list": error("PLAY106", (p: { what: string; name: string }) => ({
    message: `The ${p.what} \`${p.name}\` stands in this list twice.`,
    reason: "Once says it; a second time is usually a slip for another name.",
    hint: "Remove one of the two, or write the name that was meant.",
  })),
  "never-used": warning("PLAY107", (p: { kind: string; name: string }) => ({
    message: `The ${p.kind} \`${p.name}\` is never used.`,
    reason: "A declaration that nothing names does nothing for any customer.",
    hint: "Use it, or remove it.",
  })),
  "declared-again": error("PLAY108", (p: { kind: string }) => ({
    message: `There is a second \`${p.kind}\` in this project.`,
    reason: `A project has one \`${p.kind}\`; with two, their order would decide what holds.`,
    hint: "Move what both say into one of them.",
  })),
};
