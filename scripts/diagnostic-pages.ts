/** The pages of `docs/diagnostics/`: one a code, and their index. */
import { type Explained, explain } from "../compiler/diagnostics/explain.ts";
import { codes } from "../compiler/diagnostics/table.ts";

const note =
  "<!-- Made by `npm run generate` from compiler/diagnostics/: change the table and the explanations there. -->";

const groups: readonly (readonly [string, string])[] = [
  ["PLAY0", "Text that is not the language"],
  ["PLAY1", "Names"],
  ["PLAY2", "Types, units and sizes"],
  ["PLAY3", "Meaning"],
  ["PLAY4", "The project, and silencing"],
  ["PLAY6", "What is proved before anything runs"],
];

/** Every page by its file name; each ends with a line end. */
export function diagnosticPages(): Map<string, string> {
  const all = codes.map((code) => explain(code)!);
  return new Map([["README.md", index(all)], ...all.map((each) => [`${each.code}.md`, page(each)] as const)]);
}

function page({ code, slug, severity, meaning, file, failing, rendered, mended, fix }: Explained): string {
  const language = file.endsWith(".play") ? "play" : "yaml";
  return `${[
    `# ${code}: ${slug}`,
    note,
    severity === "error" ? "An error: there is no schedule until it is mended." : "A warning: the schedule is built.",
    meaning,
    "## An example",
    `${block(language, failing)}\n\n${block("text", rendered)}`,
    "## Mended",
    block(language, mended),
    ...(fix ? [fixText(fix)] : []),
    ...(severity === "warning" ? ["## When it is meant to be so", silencing(code)] : []),
    "The examples stand beside the small model of `compiler/diagnostics/explanations/model.ts`. [All diagnostics](README.md)",
  ].join("\n\n")}\n`;
}

function fixText({ safe, title }: NonNullable<Explained["fix"]>): string {
  return safe
    ? "`playc check --fix` mends it by itself."
    : `A mend is offered, but not made without asking, as there may be another: “${title}”.`;
}

function silencing(code: string): string {
  return `Say why on the line before the declaration, or before or on the line, that it is about:

${block("play", `# playc: allow ${code} because ...`)}

or for the whole project in \`playc.yaml\`; with \`severity: error\` it stops the build instead:

${block("yaml", `diagnostics:\n  ${code}: { severity: off, reason: "..." }`)}`;
}

function index(all: readonly Explained[]): string {
  const sections = groups.flatMap(([prefix, title]) => [
    `## ${title}`,
    [
      "| code | severity | name | for example |",
      "| --- | --- | --- | --- |",
      ...all
        .filter(({ code }) => code.startsWith(prefix))
        .map(({ code, severity, slug, message }) => {
          return `| [${code}](${code}.md) | ${severity} | ${slug} | ${message.replaceAll("|", "\\|")} |`;
        }),
    ].join("\n"),
  ]);
  const introduction =
    "Each page says what a diagnostic means, shows a program that has it, how it is reported, and the smallest mend. `playc explain code PLAY102` prints the same.";
  return `${["# Diagnostics", note, introduction, ...sections].join("\n\n")}\n`;
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
