/** The digest of a schedule: the same for the same program, wherever its declarations are written. */
import { createHash } from "node:crypto";
import type { Schedule } from "./types.ts";

/** `sha256:` and 64 hex digits over the canonical JSON of everything but `digest` and `sources`. */
export function digestOf(schedule: Omit<Schedule, "digest" | "sources">): string {
  const content: Record<string, unknown> = { ...schedule };
  delete content.digest;
  delete content.sources;
  return `sha256:${createHash("sha256").update(canonicalJson(content), "utf8").digest("hex")}`;
}

/**
 * JSON without white space, the members of every object sorted by the UTF-16 code units of their names, as in RFC 8785.
 * Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
