/** A client of a language server that times what it asks, on the clock and by the server's processor. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";

/** `args` of Node. `settings`: what the server gets when it asks for its configuration, by section. */
export function startServer(args, settings = {}) {
  const begun = performance.now();
  const own = ["--expose-gc", "--require", join(import.meta.dirname, "collect.cjs")];
  const child = spawn(process.execPath, [...own, ...args], { stdio: ["pipe", "pipe", "inherit", "pipe"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const ended = new Promise((resolve) => child.on("close", resolve));
  let heard = () => undefined;
  connection.onNotification("textDocument/publishDiagnostics", (params) => heard(params));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => settings[section] ?? null));
  connection.listen();
  return {
    connection,
    begun,
    /** Milliseconds of processor of all its threads so far. */
    processor: () => processorOf(child.pid),
    /** MiB that are resident, as the system counts them. */
    memory: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
    },
    /** MiB of JavaScript's objects that something holds. */
    async held() {
      child.kill("SIGUSR2");
      const [bytes] = await once(child.stdio[3], "data");
      return (Number(bytes) / 1024 / 1024).toFixed(1);
    },
    /** Waits for the next diagnostics of a document that are as `isSo` wants them. */
    published: (uri, isSo) =>
      new Promise((resolve) => {
        heard = (params) => params.uri === uri && isSo(params.diagnostics) && resolve();
      }),
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}

function processorOf(pid) {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
  }
  return nanoseconds / 1e6;
}

/** Does something so often, one after another; gives the sorted milliseconds on the clock and of the server's processor. */
export async function times(server, count, work) {
  const [clock, processor] = [[], []];
  for (let index = 0; index < count; index++) {
    const [begun, used] = [performance.now(), server.processor()];
    await work(index);
    clock.push(performance.now() - begun);
    processor.push(server.processor() - used);
  }
  const sorted = (list) => list.sort((a, b) => a - b);
  return { clock: sorted(clock), processor: sorted(processor) };
}

/** What nine of ten, or any other share, do not exceed. */
export function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
