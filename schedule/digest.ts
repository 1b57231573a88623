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
 * JSON without white space, the members of every object sorted by the UTF-16 code units of their names, as in RFC 8785
 * (for names that are no whole numbers, as those of a schedule).
 * Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? "null";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = value as Record<string, unknown>;
  const copy: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(members).sort()) copy[name] = sorted(members[name]);
  return copy;
}
