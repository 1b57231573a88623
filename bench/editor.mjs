/**
 * How soon the language server answers in a project of 200 files and 20,000 lines that it writes itself, over a real stream of JSON-RPC:
 * first diagnostics after a cold start, diagnostics after an edit, completion, hover, and the rename of a name that is used in 100
 * files; and its memory before and after many edits. Prints the table of bench/README.md.
 *
 *   node bench/editor.mjs
 *   node bench/editor.mjs --edits 100 --many 1000     quicker
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";
import { writeLargeProject } from "./large-project.mjs";
import { buildPlayc } from "./process.mjs";

const { values: options } = parseArgs({
  options: {
    edits: { type: "string", default: "300" },
    many: { type: "string", default: "10000" },
    lines: { type: "string", default: "20000" },
    files: { type: "string", default: "200" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "playc-editor-"));
const built = buildPlayc();
try {
  const lines = writeLargeProject(folder, Number(options.lines), Number(options.files));
  useEverywhere(100);
  const rows = await measured();
  console.log(`${lines} lines in ${options.files} files, ${options.edits} edits\n`);
  console.log("| what | median | 95% | target |\n| --- | --- | --- | --- |");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
} finally {
  for (const each of [folder, built]) rmSync(each, { recursive: true, force: true });
}

/** A touch that so many files ask for. */
function useEverywhere(count) {
  const touch = "touch hello_everywhere { channel phone owner csm effort 20min purpose address_need kind proactive }\n";
  writeFileSync(join(folder, "everywhere.play"), touch);
  for (const name of readdirSync(join(folder, "work")).slice(0, count)) {
    const path = join(folder, "work", name);
    const text = readFileSync(path, "utf8");
    const trigger = `trigger hello_${name.replace(".play", "")} { level green when arr > $1K do touch hello_everywhere rest 90d }\n`;
    writeFileSync(path, text + trigger);
  }
}

async function measured() {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(built, "playc.js"), "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let heard = () => undefined;
  connection.onNotification("textDocument/publishDiagnostics", (params) => heard(params));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const path = join(folder, "work", "team_7.play");
  const uri = pathToFileURL(path).href;
  const published = (version) =>
    new Promise((resolve) => {
      heard = (params) => params.uri === uri && (params.version ?? version) >= version && resolve();
    });

  const broken = `${readFileSync(path, "utf8")}trigger broken { level redd }\n`;
  const first = published(1);
  await connection.sendRequest("initialize", {
    processId: null,
    capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "large" }],
  });
  await connection.sendNotification("initialized", {});
  void connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "play", version: 1, text: broken },
  });
  await first;
  const cold = performance.now() - begun;

  // The word of a level, now right and now wrong: each edit changes what is wrong in the file.
  const line = broken.split("\n").length - 2;
  const start = broken.split("\n")[line].indexOf("redd");
  let version = 1;
  const edit = () => {
    version++;
    const isWrong = version % 2 === 1;
    const range = { start: { line, character: start }, end: { line, character: start + (isWrong ? 3 : 4) } };
    return connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range, text: isWrong ? "redd" : "red" }],
    });
  };
  const edits = await times(Number(options.edits), async () => {
    const answered = published(version + 1);
    await edit();
    await answered;
  });
  // Both answered from what is known of a text that does not change meanwhile, and right behind an edit.
  const position = { line, character: start };
  const asked = (method) => connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position });
  await asked("completion");
  const completion = await times(Number(options.edits), () => asked("completion"));
  const hover = await times(Number(options.edits), () => asked("hover"));
  const everywhere = pathToFileURL(join(folder, "everywhere.play")).href;
  const rename = await times(20, (index) =>
    connection.sendRequest("textDocument/rename", {
      textDocument: { uri: everywhere },
      position: { line: 0, character: 8 },
      newName: `hello_${index}`,
    }),
  );
  const before = memoryOf(child.pid);
  for (let index = 0; index < Number(options.many); index++) {
    await edit();
    // As fast as nobody types, and slowly enough that each is worked on.
    if (index % 10 === 0) await asked("hover");
  }
  await asked("hover");
  const after = memoryOf(child.pid);
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  return [
    ["cold start to first diagnostics", `${cold.toFixed(0)} ms`, "", "1500 ms"],
    row("edit to diagnostics", edits, "50 ms"),
    row("completion", completion, "20 ms"),
    row("hover", hover, "20 ms"),
    row("rename in 100 files", rename, "200 ms"),
    [`memory before and after ${options.many} edits`, `${before} MiB`, `${after} MiB`, "300 MiB, no growth"],
  ];
}

async function times(count, work) {
  const found = [];
  for (let index = 0; index < count; index++) {
    const begun = performance.now();
    await work(index);
    found.push(performance.now() - begun);
  }
  return found.sort((a, b) => a - b);
}

function row(name, found, target) {
  const at = (share) => `${found[Math.min(found.length - 1, Math.floor(found.length * share))].toFixed(1)} ms`;
  return [name, at(0.5), at(0.95), target];
}

/** Resident, as the system counts it. */
function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}
