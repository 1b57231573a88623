/** What `playc check` finds, as runners take it. Loaded for these formats alone: code scanning is told every code there is. */
import type { RunnerFormat } from "./check-formats.ts";
import { prefixInRepository } from "./repository-folder.ts";
import { annotationOf, annotationText, quotedText } from "./views/annotations.ts";
import { codeQualityText } from "./views/code-quality.ts";
import { findingsOf } from "./views/findings.ts";
import type { Report } from "./views/report.ts";
import { sarifText } from "./views/sarif.ts";

/** `text`: the same for people, which GitHub's log shows, too. Ended by a line end. */
export function runnerText(directory: string, format: RunnerFormat, report: Report, text: string): string {
  const prefix = prefixInRepository(directory);
  const findings = findingsOf(report, prefix);
  switch (format) {
    case "github":
      return `${quotedText(text)}${annotationText(findings.map(annotationOf))}`;
    case "gitlab":
      return codeQualityText(findings);
    case "sarif":
      return sarifText(findings, prefix);
  }
}
