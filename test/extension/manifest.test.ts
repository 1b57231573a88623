/** The manifest says what the code does: commands, settings, views, tasks, files, and what restricts them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { taskCommands, wantedTask } from "../../extension/task-definition.ts";
import rootPackage from "../../package.json" with { type: "json" };

const folder = join(import.meta.dirname, "../../extension");
const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const { contributes } = manifest;

interface Manifest {
  name: string;
  version: string;
  license: string;
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    configuration: {
      properties: Record<string, { scope: string; description?: string; markdownDescription?: string }>;
    };
    taskDefinitions: { type: string; properties: Record<string, { enum?: string[] }> }[];
    menus: Record<string, { command: string; when?: string }[]>;
    views?: Record<string, { id: string }[]>;
    walkthroughs: { steps: { description: string; completionEvents: string[] }[] }[];
  };
}

/** The extension's own code. */
const code = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(({ name, parentPath }) => name.endsWith(".ts") && !parentPath.includes("node_modules"))
  .map(({ name, parentPath }) => readFileSync(join(parentPath, name), "utf8"))
  .join("\n");

const found = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
const commands = contributes.commands.map(({ command }) => command).sort();

describe("the manifest", () => {
  it("has the version and the licence of the project", () => {
    expect([manifest.version, manifest.license]).toEqual([rootPackage.version, rootPackage.license]);
  });

  it("lists every command that the code registers, and no other", () => {
    expect(found(/registerCommand\(\s*"([^"]+)"/g)).toEqual(commands);
  });

  it("spells commands out, in one category", () => {
    for (const { command, title, category } of contributes.commands) {
      expect(command).toMatch(/^playc\.[a-z][A-Za-z]+$/);
      expect(title).toMatch(/^[A-Z]/);
      expect(category).toBe("playc");
    }
  });

  it("runs nothing but the server in a folder that is not trusted", () => {
    const runsNothing = /^playc\.(restartServer|show|open)/;
    // They ask by themselves (extension/trusted.ts), and say why nothing happens.
    const askFirst = /^playc\.(runTest|simulate|compareWithHead)$/;
    for (const { command, enablement } of contributes.commands) {
      if (runsNothing.test(command) || askFirst.test(command)) continue;
      expect(enablement, command).toContain("isWorkspaceTrusted");
    }
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe("limited");
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain("playc.path");
    expect(contributes.configuration.properties["playc.path"]?.scope).toBe("machine");
  });

  it("lists every setting that the code reads, and no other", () => {
    const read = found(/getConfiguration\("playc"[^)]*\)\s*\.get(?:<[^>]*>)?\(\s*"([^"]+)"/g).map(
      (name) => `playc.${name}`,
    );
    expect(read.sort()).toEqual(Object.keys(contributes.configuration.properties).sort());
  });

  it("documents every setting, there and in the README", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    for (const [name, { description, markdownDescription }] of Object.entries(contributes.configuration.properties)) {
      expect((description ?? markdownDescription ?? "").length, name).toBeGreaterThan(20);
      expect(readme).toContain(`| \`${name}\` |`);
    }
  });

  it("has no view that the code does not fill", () => {
    for (const { id } of Object.values(contributes.views ?? {}).flat()) expect(code).toContain(`"${id}"`);
  });

  it("offers in the explorer to compare the folders that the code marks as projects", () => {
    const [menu] = contributes.menus["explorer/context"] ?? [];
    expect(menu?.command).toBe("playc.compareWithHead");
    const [, key] = /^explorerResourceIsFolder && resourcePath in (\S+)$/.exec(menu?.when ?? "") ?? [];
    expect(found(/"setContext", "([^"]+)"/g)).toContain(key);
  });

  it("has walkthrough steps whose commands are there", () => {
    const steps = contributes.walkthroughs.flatMap((each) => each.steps);
    const named = steps.flatMap(({ description, completionEvents }) => [
      ...[...description.matchAll(/\(command:([^)?]+)/g)].map((match) => match[1] ?? ""),
      ...completionEvents.flatMap((event) => (event.startsWith("onCommand:") ? [event.slice(10)] : [])),
    ]);
    expect(named.length).toBeGreaterThan(4);
    for (const command of named) {
      if (!command.startsWith("workbench.")) expect(commands).toContain(command);
    }
  });
});

describe("tasks", () => {
  const [definition] = contributes.taskDefinitions;

  it("are those of the manifest", () => {
    expect(definition?.type).toBe("playc");
    expect(definition?.properties.command?.enum).toEqual([...taskCommands]);
    expect(Object.keys(definition?.properties ?? {})).toEqual(["command", "project", "arguments"]);
  });

  it.each([
    [{ command: "check" }, { command: "check", project: "", arguments: [] }],
    [{ command: "test", project: "a/b", arguments: ["--filter", "x y"] }, undefined],
    [{ command: "lsp" }, null],
    [{ command: "check", project: "../other" }, null],
    [{ command: "check", project: "a/../../other" }, null],
    [{ command: "check", project: "/etc" }, null],
    [{ command: "check", project: "C:\\other" }, null],
    [{ command: "check", project: 3 }, null],
    [{ command: "check", arguments: "--watch" }, null],
    [{ command: "check", arguments: [3] }, null],
    [{}, null],
  ])("of %j", (given, wanted) => {
    expect(wantedTask(given)).toEqual(wanted === null ? undefined : (wanted ?? given));
  });
});
