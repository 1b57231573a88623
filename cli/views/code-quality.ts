/** What `playc check` finds as GitLab's Code Quality report: the part of the Code Climate form that its merge requests show. */
import { createHash } from "node:crypto";
import type { Finding } from "./findings.ts";

/** One document, ended by a line end. */
export function codeQualityText(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings.map(issueOf), null, 2)}\n`;
}

function issueOf({ rule, slug, severity, message, hint, place, fingerprint }: Finding) {
  return {
    description: hint === "" ? message : `${message} ${hint}`,
    check_name: rule === slug ? rule : `${rule} ${slug}`,
    // GitLab compares reports by these alone, across files.
    fingerprint: createHash("sha256").update(`${place.path}\n${fingerprint}`).digest("hex"),
    severity: severity === "error" ? "critical" : "minor",
    location: { path: place.path, lines: { begin: place.line, end: place.endLine } },
  };
}
