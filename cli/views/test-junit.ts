/**
 * `playc test` as JUnit XML, the form that build servers read: a suite a file, a case a test. Names and reasons come from
 * people and data, so that what XML cannot hold is left out and what it gives a meaning to is written out.
 */
import type { ExpectationResult, TestResult, TestResults } from "../../runtime/testing/types.ts";
import { placeText } from "./explain-words.ts";

/** Ends with a line end. */
export function junitText({ tests }: TestResults): string {
  const files = [...new Set(tests.map(({ place }) => place.file))];
  const suites = files.flatMap((file) =>
    suiteOf(
      file,
      tests.filter(({ place }) => place.file === file),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts(tests)}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function counts(tests: readonly TestResult[]): string {
  return ` tests="${tests.length}" failures="${tests.filter(({ passed }) => !passed).length}" errors="0"`;
}

function suiteOf(file: string, tests: readonly TestResult[]): string[] {
  return [`  <testsuite${attribute("name", file)}${counts(tests)}>`, ...tests.flatMap(caseOf), "  </testsuite>"];
}

function caseOf({ name, place, expectations }: TestResult): string[] {
  const failed = expectations.filter(({ passed }) => !passed);
  const warned = expectations.filter(({ warning }) => warning !== null);
  const open = `    <testcase${attribute("classname", place.file)}${attribute("name", name)}${attribute("file", place.file)} line="${place.line}"`;
  if (failed.length + warned.length === 0) return [`${open}/>`];
  return [
    `${open}>`,
    ...failed.map(failureOf),
    ...(warned.length > 0 ? [`      <system-out>${escaped(warned.map(warningText).join("\n"))}</system-out>`] : []),
    "    </testcase>",
  ];
}

function failureOf({ text, place, failure }: ExpectationResult): string {
  const told = [`expected ${text}`, placeText(place), ...(failure?.actual ?? [])].join("\n");
  return `      <failure${attribute("message", `expected ${text}`)} type="expectation">${escaped(told)}</failure>`;
}

function warningText({ text, place, warning }: ExpectationResult): string {
  return `warning: expect ${text} (${placeText(place)}): ${warning}`;
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escaped(value).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;").replaceAll("\r", "&#13;")}"`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML 1.0 has no way to write, halves of surrogate pairs among them, become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => entities[sign]!);
}
