/**
 * The file of a shard: some of the parts of a run, and all that putting the shards together needs to know of it, so that
 * neither program nor data is needed there. Made on another machine: it is checked before it is believed.
 */
import type { QuarantinedRow } from "../histories/types.ts";
import { isShard, type Part, partsOfShard, type Shard } from "../parts/cut.ts";
import { factsJson, factsOf, type ShardFacts } from "../parts/facts.ts";
import {
  type Container,
  ContainerError,
  extractSection,
  readContainer,
  readSection,
  type Section,
  type SectionSource,
  writeContainer,
} from "./container.ts";
import type { RunIdentity } from "./part-file.ts";

const format = "playc-shard";
const version = 1;
/** What all shards of a run have in common. */
const common = ["schedule", "facts", "manifest", "quarantine"] as const;
const longestText = 2 ** 28;

export interface RunTold {
  readonly identity: RunIdentity;
  readonly facts: ShardFacts;
  /** As text. */
  readonly schedule: string;
  /** JSON. */
  readonly manifest: unknown;
}

export interface ReadShard extends Omit<RunTold, "facts"> {
  readonly shard: Shard;
  /** What all shards of a run have in common, as it stands in the file. */
  readonly common: Buffer;
  readonly quarantine: readonly QuarantinedRow[];
  facts(): ShardFacts;
  /** Writes the file of a part; ContainerError when the shard has none of that number. */
  extract(part: Part, to: string): void;
}

/** `pathOf` gives the files of the parts of the shard. */
export async function writeShard(
  path: string,
  shard: Shard,
  parts: readonly Part[],
  { identity, facts, schedule, manifest }: RunTold,
  quarantine: AsyncIterable<QuarantinedRow>,
  pathOf: (part: number) => string,
): Promise<void> {
  const rows: string[] = [];
  for await (const row of quarantine) rows.push(`${JSON.stringify(row)}\n`);
  const text = (name: (typeof common)[number], from: string): SectionSource => ({ name, from: Buffer.from(from) });
  writeContainer(path, { format, version, run: identity, shard }, [
    text("schedule", schedule),
    text("facts", factsJson(facts)),
    text("manifest", JSON.stringify(manifest)),
    text("quarantine", rows.join("")),
    ...partsOfShard(parts, shard).map(({ number }) => ({ name: `part ${number}`, from: { file: pathOf(number) } })),
  ]);
}

/** Reads and checks a shard, but not the parts in it. ContainerError when it is not whole or makes no sense. */
export function readShard(path: string): ReadShard {
  const container = readContainer(path, format, version);
  const { sections } = container;
  if (common.some((name, index) => sections[index]?.name !== name))
    throw new ContainerError("it lacks what a shard has");
  const bytes = new Map(
    sections.slice(0, common.length).map((each) => [each.name, readSection(path, each, longestText)]),
  );
  const text = (name: (typeof common)[number]) => bytes.get(name)?.toString("utf8") ?? "";
  return {
    identity: identityIn(container),
    shard: shardIn(container),
    common: Buffer.concat([...bytes.values()]),
    schedule: text("schedule"),
    manifest: sane("manifest", () => JSON.parse(text("manifest"))),
    quarantine: sane("quarantine", () => text("quarantine").split("\n").slice(0, -1).map(rowOf)),
    facts: () => sane("facts", () => factsOf(text("facts"))),
    extract(part, to) {
      extractSection(path, sectionOf(sections, part), to);
    },
  };
}

function sectionOf(sections: readonly Section[], { number }: Part): Section {
  const section = sections.find(({ name }) => name === `part ${number}`);
  if (section === undefined) throw new ContainerError(`it has no part ${number}`);
  return section;
}

/** What cannot be read is told as a mistake of the file. */
function sane<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new ContainerError(`its ${name} makes no sense`, { cause });
  }
}

function identityIn({ head }: Container): RunIdentity {
  const entries = Object.entries(typeof head.run === "object" && head.run !== null ? head.run : {});
  const identity: Record<string, string | number> = Object.create(null);
  for (const [name, value] of entries) {
    if (typeof value !== "string" && typeof value !== "number")
      throw new ContainerError("it does not say of which run it is");
    identity[name] = value;
  }
  return identity;
}

function shardIn({ head }: Container): Shard {
  const { number, of }: { number?: unknown; of?: unknown } =
    typeof head.shard === "object" && head.shard !== null ? head.shard : {};
  if (typeof number === "number" && typeof of === "number" && isShard({ number, of })) return { number, of };
  throw new ContainerError("it does not say which shard it is");
}

function rowOf(line: string): QuarantinedRow {
  const read: unknown = JSON.parse(line);
  const members = new Map<string, unknown>(typeof read === "object" && read !== null ? Object.entries(read) : []);
  const text = (name: string) => {
    const value = members.get(name);
    if (typeof value !== "string") throw new RangeError(`${name} is no text`);
    return value;
  };
  const row = members.get("row");
  return {
    table: text("table"),
    file: text("file"),
    ...(typeof row === "number" && { row }),
    column: text("column"),
    value: text("value"),
    reason: text("reason"),
  };
}
