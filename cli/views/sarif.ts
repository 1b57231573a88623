/**
 * What `playc check` finds as SARIF 2.1.0 (OASIS), in the part of it that GitHub's code scanning shows and within what it takes:
 * 25,000 results of a run, 10 MB gzipped, descriptions of 1,024 characters.
 */
import { gzipSync } from "node:zlib";
import { exampleOf, explanations } from "../../compiler/diagnostics/explain.ts";
import { codes, definitionOf } from "../../compiler/diagnostics/table.ts";
import { notText } from "../project-files.ts";
import { version } from "../version.ts";
import { plain, silencing } from "./explained-code.ts";
import { counted } from "./figures.ts";
import { type Finding, type FoundPlace, notTextRule } from "./findings.ts";

/** `bytes`: gzipped. */
const mostTaken = { results: 25_000, bytes: 10_000_000 };
const longestDescription = 1024;
/** Longer than any sentence of ours; a name in it can be of any length. */
const longestMessage = 1000;
/** A mend that writes more is not offered. */
const longestEdit = 10_000;

const root = "%SRCROOT%";

/** One document, ended by a line end. `prefix`: of the project in its repository; each project is an analysis of its own. */
export function sarifText(findings: readonly Finding[], prefix: string, taken = mostTaken): string {
  // Of what there is too much of, warnings go first.
  const worst = [...findings].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  for (let most = taken.results; ; most = Math.floor(most / 2)) {
    const kept = new Set(worst.slice(0, most));
    const text = documentOf(
      findings.filter((finding) => kept.has(finding)),
      findings.length,
      prefix,
    );
    if (text.length <= taken.bytes || most === 0 || gzipSync(text).length <= taken.bytes) return text;
  }
}

function documentOf(findings: readonly Finding[], ofAll: number, prefix: string): string {
  const left = ofAll - findings.length;
  const notifications =
    left === 0
      ? []
      : [
          {
            level: "warning",
            message: {
              text: `${counted(left, "finding")} of ${ofAll} left out: more than code scanning takes. \`playc check\` tells all.`,
            },
          },
        ];
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "playc", semanticVersion: version, rules } },
        automationDetails: { id: `playc/${prefix}` },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        originalUriBaseIds: { [root]: { description: { text: "The top of the repository." } } },
        columnKind: "utf16CodeUnits",
        results: findings.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

// ---- rules -----------------------------------------------------------------------------------------------------------

interface RuleText {
  id: string;
  slug: string;
  level: "error" | "warning";
  /** Markdown. */
  meaning: string;
  /** Markdown that follows it. */
  more: readonly string[];
}

/** Every code there is, whatever was found: a change of the program changes no rule. */
const rules = [...codes.map(ofCode), notTextFile()].map(ruleOf);
const indexOf = new Map(rules.map(({ id }, index) => [id, index]));

function ofCode(code: string): RuleText {
  const { slug, severity } = definitionOf(code)!;
  const explanation = explanations[slug];
  const { file } = exampleOf(explanation, "failing");
  const shown = explanation.shown ?? {
    failing: exampleOf(explanation, "failing").text,
    mended: exampleOf(explanation, "mended").text,
  };
  const more = [
    `An example that has it (\`${file}\`):`,
    block(shown.failing),
    "Mended:",
    block(shown.mended),
    ...(severity === "warning" ? [silencing(code)] : []),
  ];
  return { id: code, slug, level: severity, meaning: explanation.meaning, more };
}

function notTextFile(): RuleText {
  return { id: notTextRule, slug: notTextRule, level: "error", meaning: notText, more: [] };
}

function ruleOf({ id, slug, level, meaning, more }: RuleText) {
  const words = slug.replaceAll("-", " ");
  const markdown = [meaning, ...more].join("\n\n");
  return {
    id,
    name: slug,
    shortDescription: { text: words.charAt(0).toUpperCase() + words.slice(1) },
    fullDescription: { text: cut(plain(meaning), longestDescription) },
    defaultConfiguration: { level },
    help: { text: plain(markdown), markdown },
    properties: { precision: "very-high", "problem.severity": level },
  };
}

function block(text: string): string {
  return ["```", text.trimEnd(), "```"].join("\n");
}

// ---- results ---------------------------------------------------------------------------------------------------------

function resultOf({ rule, severity, message, reason, hint, place, related, fix, fingerprint }: Finding) {
  const text = [message, reason, hint].filter(Boolean).join(" ");
  const isOffered = fix?.edits.every((edit) => edit.text.length <= longestEdit);
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule) ?? -1,
    level: severity,
    message: { text: messageText(text) },
    locations: [{ physicalLocation: physicalLocation(place) }],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(related.length > 0 && {
      relatedLocations: related.map((other, index) => ({
        id: index + 1,
        message: { text: messageText(other.message) },
        physicalLocation: physicalLocation(other.place),
      })),
    }),
    ...(fix && isOffered && { fixes: [fixOf(fix)] }),
  };
}

function fixOf({ title, edits }: NonNullable<Finding["fix"]>) {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: messageText(title) },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifactLocation(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({ deletedRegion: regionOf(edit), insertedContent: { text: edit.text } })),
    })),
  };
}

function physicalLocation(place: FoundPlace) {
  return { artifactLocation: artifactLocation(place.path), region: regionOf(place) };
}

function artifactLocation(path: string) {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: root };
}

function regionOf({ line, column, endLine, endColumn }: FoundPlace) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** In SARIF `[text](address)` is a link, whoever wrote it (3.11.6): what a program says is none. */
function messageText(text: string): string {
  return cut(text.replaceAll("](", "] ("), longestMessage);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3).replace(/[\uD800-\uDBFF]$/, "")}...`;
}
