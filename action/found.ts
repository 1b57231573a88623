/** What `playc check` found, as annotations: read from the document that code scanning is given, whose places are of the repository. */
import type { Annotation } from "../cli/views/annotations.ts";

export interface Found {
  readonly errors: number;
  readonly warnings: number;
  /** In the order of the document: path, line, code. */
  readonly annotations: readonly Annotation[];
}

/** What of SARIF is read: what `playc check --format sarif` writes. */
interface SarifRead {
  runs: {
    tool: { driver: { rules: { name: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: "error" | "warning";
      message: { text: string };
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string };
          region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
        };
      }[];
    }[];
  }[];
}

export function foundIn(sarif: string): Found {
  const { runs }: SarifRead = JSON.parse(sarif);
  const annotations = runs.flatMap(({ tool, results }) =>
    results.map(({ ruleId, ruleIndex, level, message, locations }): Annotation => {
      const name = tool.driver.rules[ruleIndex]?.name ?? ruleId;
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      return {
        level,
        title: name === ruleId ? name : `${ruleId} ${name}`,
        message: message.text,
        place: {
          path: artifactLocation.uri.split("/").map(decodeURIComponent).join("/"),
          line: region.startLine,
          column: region.startColumn,
          endLine: region.endLine,
          endColumn: region.endColumn,
        },
      };
    }),
  );
  const errors = annotations.filter(({ level }) => level === "error").length;
  return { errors, warnings: annotations.length - errors, annotations };
}
