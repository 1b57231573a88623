/**
 * How soon the language server answers in a project of 200 files and 20,000 lines that it writes itself, over a real
 * stream of JSON-RPC, and beside it, in turn, `yaml-language-server` with a JSON Schema on the same project as YAML: first
 * diagnostics after a cold start, diagnostics after an edit, completion, hover; of playc also an edit of the file that
 * all others hang on, completion right behind an edit and the rename of a name that is used in 100 files; and memory
 * before and after many edits: what the system counts, and what is held once all else is collected. Prints the table of bench/README.md: the clock, and the server's processor.
 *
 *   node bench/editor.mjs
 *   node bench/editor.mjs --edits 100 --many 1000     quicker
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { at, startServer, times } from "./editor/client.mjs";
import { writeYamlProject } from "./editor/yaml-project.mjs";
import { writeLargeProject } from "./large-project.mjs";
import { buildPlayc, root } from "./process.mjs";

const { values: options } = parseArgs({
  options: {
    edits: { type: "string", default: "300" },
    many: { type: "string", default: "10000" },
    lines: { type: "string", default: "20000" },
    files: { type: "string", default: "200" },
    /** Cold starts of each. */
    starts: { type: "string", default: "3" },
  },
});
const edits = Number(options.edits);

const folder = mkdtempSync(join(tmpdir(), "playc-editor-"));
const yamlFolder = join(folder, "yaml");
const playFolder = join(folder, "play");
const built = buildPlayc();
try {
  const lines = writeLargeProject(playFolder, Number(options.lines), Number(options.files));
  useEverywhere(100);
  const yamlLines = writeYamlProject(yamlFolder, playFolder);
  console.log(
    `${lines} lines in ${options.files} files (YAML: ${yamlLines}), ${edits} edits, load ${loadavg()[0].toFixed(1)}\n`,
  );
  console.log(
    "| what | of | clock: median | 95% | processor: median | 95% | target |\n| --- | --- | --- | --- | --- | --- | --- |",
  );
  const starts = { playc: [], yaml: [] };
  for (let index = 1; index < Number(options.starts); index++) {
    for (const each of [playc(), yaml()]) starts[each.name].push(await coldStart(each).then(stopped));
  }
  const measured = { playc: await measure(playc()), yaml: await measure(yaml()) };
  for (const name of ["playc", "yaml"]) {
    const colds = [...starts[name], measured[name].cold];
    const sorted = (key) => colds.map((each) => each[key]).sort((a, b) => a - b);
    row("cold start to first diagnostics", name, { clock: sorted("clock"), processor: sorted("processor") }, "1500 ms");
  }
  for (const [what, target] of [
    ["edit to diagnostics", "50 ms"],
    ["edit of what all hang on", "50 ms"],
    ["completion", "20 ms"],
    ["completion right behind an edit", ""],
    ["hover", "20 ms"],
    ["rename in 100 files", "200 ms"],
  ]) {
    for (const name of ["playc", "yaml"]) if (measured[name][what]) row(what, name, measured[name][what], target);
  }
  for (const name of ["playc", "yaml"]) {
    const { before, after, held } = measured[name];
    console.log(
      `| memory before and after ${options.many} edits | ${name} | ${before} MiB | ${after} MiB | | | 300 MiB |`,
    );
    const [counts, sizes] = [Object.keys(held).join(", "), Object.values(held).join(", ")];
    console.log(`| objects held after ${counts} edits, in MiB | ${name} | ${sizes} | | | | no growth |`);
  }
} finally {
  for (const each of [folder, built]) rmSync(each, { recursive: true, force: true });
}

function row(what, name, { clock, processor }, target) {
  const cells = [clock, processor].flatMap((sorted) =>
    [0.5, 0.95].map((share) => `${at(sorted, share).toFixed(1)} ms`),
  );
  console.log(`| ${[what, name, ...cells, name === "playc" ? target : ""].join(" | ")} |`);
}

/** A touch that so many files ask for. */
function useEverywhere(count) {
  const touch = "touch hello_everywhere { channel phone owner csm effort 20min purpose address_need kind proactive }\n";
  writeFileSync(join(playFolder, "everywhere.play"), touch);
  for (const name of readdirSync(join(playFolder, "work")).slice(0, count)) {
    const path = join(playFolder, "work", name);
    const text = readFileSync(path, "utf8");
    const trigger = `trigger hello_${name.replace(".play", "")} { level green when arr > $1K do touch hello_everywhere rest 90d }\n`;
    writeFileSync(path, text + trigger);
  }
}

// ---- the two servers -------------------------------------------------------------------------------------------

/** How a server is started, and a level that is now right and now wrong at the end of a file of its project. */
function playc() {
  const path = join(playFolder, "work", "team_7.play");
  return {
    name: "playc",
    folder: playFolder,
    start: () => startServer([join(built, "playc.js"), "lsp", "--stdio"]),
    language: "play",
    file: path,
    text: `${readFileSync(path, "utf8")}trigger broken { level redd }\n`,
  };
}

function yaml() {
  const path = join(yamlFolder, "team_7.yaml");
  const schemas = { [pathToFileURL(join(yamlFolder, "schema.json")).href]: ["*.yaml"] };
  const settings = { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false }, schemas } };
  return {
    name: "yaml",
    folder: yamlFolder,
    start: () =>
      startServer([join(root, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"], settings),
    language: "yaml",
    file: path,
    text: `${readFileSync(path, "utf8")}  - name: broken\n    phases: []\n    level: redd\n`,
  };
}

function isWrong(diagnostics) {
  return diagnostics.some(
    ({ range: { start, end }, severity }) => severity === 1 && end.character - start.character === 4,
  );
}

async function coldStart({ start, folder: where, language, file, text, name }) {
  const server = start();
  const uri = pathToFileURL(file).href;
  const first = server.published(uri, isWrong);
  await server.connection.sendRequest("initialize", {
    processId: null,
    rootUri: pathToFileURL(where).href,
    capabilities: { workspace: { configuration: true } },
    workspaceFolders: [{ uri: pathToFileURL(where).href, name }],
  });
  await server.connection.sendNotification("initialized", {});
  void server.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: language, version: 1, text },
  });
  await first;
  return { server, uri, clock: performance.now() - server.begun, processor: server.processor() };
}

async function stopped({ server, ...cold }) {
  await server.stop();
  return cold;
}

async function measure(each) {
  const cold = await coldStart(each);
  const { server, uri } = cold;
  const { connection } = server;
  const lines = each.text.split("\n");
  const line = lines.length - 2;
  const start = lines[line].indexOf("redd");
  let version = 1;
  const change = (to, range, text) => {
    version++;
    return connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: to, version },
      contentChanges: [{ range, text }],
    });
  };
  // The word of a level, now right and now wrong: each edit changes what is wrong in the file.
  let wrong = true;
  const edit = () => {
    const range = { start: { line, character: start }, end: { line, character: start + (wrong ? 4 : 3) } };
    wrong = !wrong;
    return change(uri, range, wrong ? "redd" : "red");
  };
  const answered = () => server.published(uri, (diagnostics) => isWrong(diagnostics) === wrong);
  const asked = (method) =>
    connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position: { line, character: start } });
  const found = { cold };
  found["edit to diagnostics"] = await times(server, edits, async () => {
    const sent = edit();
    await answered();
    await sent;
  });
  await asked("completion");
  // Answered from what is known of a text that does not change meanwhile.
  found.completion = await times(server, edits, () => asked("completion"));
  found["completion right behind an edit"] = await times(server, edits, async () => {
    await edit();
    await asked("completion");
  });
  found.hover = await times(server, edits, () => asked("hover"));
  if (each.name === "playc") {
    found["edit of what all hang on"] = await sharedEdits(server, change);
    const everywhere = pathToFileURL(join(playFolder, "everywhere.play")).href;
    found["rename in 100 files"] = await times(server, 20, (index) =>
      connection.sendRequest("textDocument/rename", {
        textDocument: { uri: everywhere },
        position: { line: 0, character: 8 },
        newName: `hello_${index}`,
      }),
    );
  }
  found.before = server.memory();
  const many = Number(options.many);
  // Each look throws away what is not held: the memory that the system counts is taken before the last.
  const looks = [0.1, 0.5].map((share) => Math.round(many * share));
  found.held = { 0: await server.held() };
  for (let index = 0; index < many; index++) {
    if (looks.includes(index)) found.held[index] = await server.held();
    await edit();
    // As fast as nobody types: what is asked between makes the server look at the project at every fourth edit at least.
    if (index % 4 === 0) await asked("hover");
  }
  await asked("hover");
  found.after = server.memory();
  found.held[many] = await server.held();
  await server.stop();
  return found;
}

/** A comment at the top of the model grows: everything below moves. A wrong word at its end tells when it was looked at. */
async function sharedEdits(server, change) {
  const path = join(playFolder, "model.play");
  const uri = pathToFileURL(path).href;
  const text = `${readFileSync(path, "utf8")}stage late from renewal to 90d befor\n`;
  const first = server.published(uri, (diagnostics) => diagnostics.length > 0);
  await server.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "play", version: 1, text },
  });
  await first;
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  let lines = text.split("\n").length - 2;
  const isThere = (diagnostics) => diagnostics.some(({ range }) => range.start.line === lines);
  const result = await times(server, edits, async () => {
    lines++;
    const sent = change(uri, top, "# more\n");
    await server.published(uri, isThere);
    await sent;
  });
  await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  return result;
}
