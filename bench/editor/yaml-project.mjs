/**
 * What a team without playc would keep: the project of `large-project.mjs` as YAML, file by file and declaration by
 * declaration, and a JSON Schema of its shape. Conditions are texts: a schema can say no more of them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const words = (allowed) => ({ enum: allowed });
const name = { type: "string", pattern: "^[a-z_][a-z0-9_]*$" };
const length = { type: "string", pattern: "^[0-9]+(min|h|d|w)$", description: "A length of time: `48h`, `30d`." };
const condition = { type: "string", minLength: 1 };
const listOf = (items) => ({ type: "array", items });
const declared = (required, properties) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties: { doc: { type: "string" }, name, ...properties },
});
const scope = { for: listOf(name), where: condition };
const level = {
  ...words(["red", "orange", "yellow", "green"]),
  description: "What comes first when not everything can be done.",
};
const action = {
  type: "object",
  additionalProperties: false,
  properties: { touch: name, task: name, start: name, to: name, within: length, alert: name },
};

export const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  additionalProperties: false,
  properties: {
    metrics: listOf(
      declared(["name", "type"], {
        type: words(["count per day", "count snapshot", "points 0..100"]),
        missing: words(["is zero", "carries"]),
      }),
    ),
    figures: listOf(declared(["name", "is"], { is: { type: "string" } })),
    events: listOf(
      declared(["name"], { key: name, fields: { type: "object" }, closed_by: name, severity: words(["low", "high"]) }),
    ),
    touches: listOf(
      declared(["name", "channel", "owner", "effort", "purpose", "kind"], {
        channel: words(["email", "video", "phone"]),
        owner: name,
        effort: length,
        purpose: words(["address_need", "give_insight", "reinforce_value", "advance_relationship"]),
        kind: words(["reactive", "educational", "proactive"]),
      }),
    ),
    tasks: listOf(declared(["name", "owner", "effort"], { owner: name, effort: length })),
    triggers: listOf(
      declared(["name", "level", "when", "do"], { ...scope, level, when: condition, do: listOf(action), rest: length }),
    ),
    cadences: listOf(
      declared(["name", "from", "steps"], {
        ...scope,
        from: name,
        steps: listOf(
          declared(["every", "touch"], {
            every: { type: "string" },
            touch: name,
            not_within: { type: "string" },
            within: length,
            unless: condition,
          }),
        ),
      }),
    ),
    plays: listOf(
      declared(["name", "level", "phases"], {
        ...scope,
        level,
        win: condition,
        lose: condition,
        end_after: length,
        again_after: length,
        phases: listOf(declared(["name", "days", "do"], { days: { type: "string" }, do: listOf(action) })),
      }),
    ),
  },
};

/** Writes the YAML of a project that is there, and the schema; gives the number of lines. */
export function writeYamlProject(folder, playFolder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schema));
  let lines = 0;
  for (const file of readdirSync(join(playFolder, "work"))) {
    const text = yamlOf(readFileSync(join(playFolder, "work", file), "utf8"));
    writeFileSync(join(folder, file.replace(".play", ".yaml")), text);
    lines += text.split("\n").length - 1;
  }
  return lines;
}

/** One file: what stands there, kind by kind. Reads nothing but what `large-project.mjs` writes. */
function yamlOf(play) {
  const lists = { metrics: [], figures: [], events: [], touches: [], tasks: [], triggers: [], cadences: [], plays: [] };
  for (const [, doc, kind, named, rest] of play.matchAll(
    /(?:^## (.*)\n)?^(\w+) (\w+)((?:.*\{.*\}|.*\{[\s\S]*?\n\}|.*)\n)/gm,
  )) {
    const found = (pattern) => pattern.exec(rest)?.[1];
    const line = (key, value) => (value === undefined ? "" : `    ${key}: ${JSON.stringify(value)}\n`);
    const scope = `    for: [${found(/^ for ([\w, ]+?)(?: from| where| \{)/) ?? "all"}]\n`;
    const lines = {
      metric: () =>
        line("type", /snapshot/.test(rest) ? "count snapshot" : "count per day") +
        line("missing", found(/missing (is zero|carries)/)),
      let: () => line("is", found(/= (.*)/)),
      event: () =>
        line("key", found(/key (\w+)/)) +
        line("closed_by", found(/closed by (\w+)/)) +
        "    fields: { severity: text, score: ratio }\n",
      touch: () =>
        ["channel", "owner", "effort", "purpose", "kind"]
          .map((key) => line(key, found(new RegExp(`${key} (\\w+)`))))
          .join(""),
      task: () => ["owner", "effort"].map((key) => line(key, found(new RegExp(`${key} (\\w+)`)))).join(""),
      trigger: () =>
        `${scope}${line("level", found(/level (\w+)/))}${line("when", found(/when (.*)/))}    do:\n      - touch: ${found(/do touch (\w+)/)}\n        within: ${found(/within (\w+)/) ?? "1w"}\n${line("rest", found(/rest (\w+)/))}`,
      cadence: () =>
        `${scope}${line("where", found(/where (.*) \{/))}    from: contract_start\n    steps:\n${[...rest.matchAll(/every (\d \w+) touch (\w+)/g)].map(([, every, touch]) => `      - every: ${every}\n        touch: ${touch}\n`).join("")}`,
      play: () =>
        `${scope}${line("level", found(/level (\w+)/))}${line("win", found(/win when (.*)/))}${line("lose", found(/lose when (.*)/))}    end_after: 90d\n    again_after: 60d\n    phases:\n${[...rest.matchAll(/phase (\w+) day (\S+) \{.*?touch (\w+)/g)].map(([, phase, days, touch]) => `      - name: ${phase}\n        days: "${days}"\n        do:\n          - touch: ${touch}\n`).join("")}`,
    }[kind];
    const list = { metric: "metrics", let: "figures", touch: "touches" }[kind] ?? `${kind}s`;
    lists[list].push(`  - name: ${named}\n${doc ? `    doc: ${JSON.stringify(doc)}\n` : ""}${lines()}`);
  }
  return Object.entries(lists)
    .map(([key, entries]) => `${key}:\n${entries.join("")}`)
    .join("");
}
