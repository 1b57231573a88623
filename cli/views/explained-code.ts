/** A diagnostic's explanation, and the list of them, for a terminal. */
import type { Explained, ListedCode } from "../../compiler/diagnostics/explain.ts";

const widest = 100;

/** Ended by a line end. */
export function explainedCodeText(explained: Explained): string {
  const { code, slug, severity, meaning, failing, rendered, mended, fix } = explained;
  const paragraphs = [
    `${code} ${slug} (${severity})`,
    wrapped(plain(meaning)),
    `An example, ${explained.file}:`,
    indented(failing),
    "What is said of it:",
    indented(rendered),
    "Mended:",
    indented(mended),
    wrapped(fixText(fix)),
    ...(severity === "warning" ? [silencing(code)] : []),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}

function fixText(fix: Explained["fix"]): string {
  if (!fix) return "";
  return fix.safe
    ? "`playc check --fix` can mend it by itself."
    : `A mend is offered in editors and in --format json, here: "${fix.title}".`;
}

export function silencing(code: string): string {
  return [
    "It is a warning. Where it is meant to be so, say why before the declaration or line:",
    "",
    `    # playc: allow ${code} because ...`,
    "",
    "or for the whole project in playc.yaml (`severity: error` makes it stop the build):",
    "",
    `    diagnostics: { ${code}: { severity: off, reason: "..." } }`,
  ].join("\n");
}

/** A line each. */
export function listOfCodesText(codes: readonly ListedCode[]): string {
  const lines = codes.map(({ code, severity, slug }) => `${code}  ${severity.padEnd(7)}  ${slug}`);
  return `${lines.join("\n")}\n\n\`playc explain code CODE\` says what one means, with an example and its mend.\n`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}

/** Markdown's emphasis and links read well as they are; only escapes do not. */
export function plain(markdown: string): string {
  return markdown.replaceAll(/\\([*_`|])/g, "$1");
}

function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1]!;
    if (last !== "" && last.length + 1 + word.length > widest) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join("\n");
}
