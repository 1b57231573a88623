/**
 * A real VS Code: its server on this machine alone, shown in Chromium, with folders of its own that live as long as it does.
 * Everything waits for what can be seen; nothing waits for a time.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { browser as chromiumPath, codeServer, node } from "./parts.mjs";

/** What makes the editor steady: nothing pops up, moves or asks by itself. */
const steady = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.reduceMotion": "on",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "editor.minimap.enabled": false,
  "editor.wordBasedSuggestions": "off",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.suggestOnTriggerCharacters": false,
  "editor.acceptSuggestionOnCommitCharacter": false,
  "editor.cursorBlinking": "solid",
  "editor.accessibilitySupport": "off",
  "editor.stickyScroll.enabled": false,
  "editor.inlayHints.enabled": "off",
  "editor.lightbulb.enabled": "off",
  "files.hotExit": "off",
  "files.autoSave": "off",
  "git.enabled": false,
  "window.restoreWindows": "none",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
};

/** A browser that talks to this machine alone. */
const alone = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** How long anything may take to be seen, in milliseconds: far more than it takes, as a busy machine is slow. */
const patience = Number(process.env.E2E_PATIENCE ?? 60_000);

export interface Launch {
  /** The folder that is opened. */
  readonly folder: string;
  /** Settings beside those that make it steady. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the folder is taken for the user's own without being asked. */
  readonly trusted: boolean;
}

export class VsCode {
  /** Hosts outside this machine that the page asked for. */
  private readonly asked = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  static async launch(launch: Launch): Promise<VsCode> {
    const server = await Server.start(launch);
    let browser: Browser | undefined;
    try {
      browser = await chromium.launch({ executablePath: chromiumPath!, args: alone });
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      const vscode = new VsCode(page, browser, server);
      await context.route(
        ({ hostname, protocol }) => /^https?:$/.test(protocol) && hostname !== "127.0.0.1",
        (route) => {
          vscode.asked.add(new URL(route.request().url()).host);
          return route.abort();
        },
      );
      await page.goto(`http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(launch.folder)}`);
      await page.locator(".monaco-workbench .explorer-viewlet .monaco-list-row").first().waitFor();
      return vscode;
    } catch (error) {
      await browser?.close().catch(() => undefined);
      await server.stop();
      throw error;
    }
  }

  /** All outside this machine that anything of it had to do with up to now. */
  get outside(): string[] {
    return [...this.asked, ...this.server.outside];
  }

  /** Keeps how the window looks, for who has to find out what went wrong. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({
      path: join(import.meta.dirname, "../../out/e2e", `${name.replace(/\W+/g, "-")}.png`),
    });
  }

  /** Ends everything that was started and throws its folders away. */
  async close(): Promise<void> {
    try {
      await this.browser.close();
    } finally {
      await this.server.stop();
    }
  }
}

/** code-server with the extension installed; a process group of its own. */
class Server {
  readonly outside = new Set<string>();
  private readonly watching = new AbortController();
  private constructor(
    private readonly root: string,
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    void this.watchConnections();
  }

  static async start(launch: Launch): Promise<Server> {
    // Short: the paths of its sockets may not have more than 107 bytes.
    const root = mkdtempSync("/tmp/e2e-");
    try {
      return await Server.startIn(root, launch);
    } catch (error) {
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
      throw error;
    }
  }

  private static async startIn(root: string, { settings, trusted }: Launch): Promise<Server> {
    const [user, extensions, home, temporary] = ["u", "x", "h", "t"].map((name) => join(root, name)) as [
      string,
      string,
      string,
      string,
    ];
    for (const folder of [join(user, "User"), join(user, "Machine"), extensions, home, temporary])
      mkdirSync(folder, { recursive: true });
    writeFileSync(join(user, "User/settings.json"), JSON.stringify(steady));
    // Paths of programs are read here alone.
    writeFileSync(join(user, "Machine/settings.json"), JSON.stringify(settings ?? {}));
    const env = environment(home, temporary);
    const places = [
      codeServer,
      "--config",
      join(root, "config.yaml"),
      "--user-data-dir",
      user,
      "--extensions-dir",
      extensions,
    ];
    const installed = await promisify(execFile)(node, [...places, "--install-extension", process.env.E2E_VSIX!], {
      env,
    });
    if (!/successfully installed/.test(installed.stdout)) throw new Error(`${installed.stdout}${installed.stderr}`);
    const quiet = [
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-getting-started-override",
      "--disable-proxy",
      "--ignore-last-opened",
    ];
    const words = [
      ...places,
      "--auth",
      "none",
      "--bind-addr",
      "127.0.0.1:0",
      ...quiet,
      ...(trusted ? ["--disable-workspace-trust"] : []),
    ];
    const child = spawn(node, words, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    // What ends this process, as somebody who does not want to wait any longer, ends the group too.
    process.on("exit", () => signal(child, "SIGKILL"));
    for (const name of endings) process.on(name, leave);
    try {
      return new Server(root, child, await portOf(child));
    } catch (error) {
      signal(child, "SIGKILL");
      throw error;
    }
  }

  /** The extension host outlives its server by some seconds, if it is left alone. */
  async stop(): Promise<void> {
    this.watching.abort();
    for (const name of endings) process.off(name, leave);
    signal(this.child, "SIGTERM");
    for (let tries = 0; tries < 10 && signal(this.child, 0); tries++) await pause(100);
    for (let tries = 0; tries < 50 && signal(this.child, "SIGKILL"); tries++) await pause(100);
    rmSync(this.root, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Looks, as long as the server runs, at whom its processes and those they start are connected with. */
  private async watchConnections(): Promise<void> {
    while (!this.watching.signal.aborted) {
      for (const address of connectionsOf(this.child.pid!)) this.outside.add(address);
      await pause(200, undefined, { signal: this.watching.signal }).catch(() => undefined);
    }
  }
}

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const leave = () => process.exit(1);

/** A home of its own, and nothing of what this process was told of other servers. */
function environment(home: string, temporary: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(VSCODE_|CODE_SERVER_|CS_|npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$)/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local/share"),
    XDG_CACHE_HOME: join(home, ".cache"),
    TMPDIR: temporary,
    // Otherwise it asks a marketplace.
    EXTENSIONS_GALLERY: "{}",
  };
}

/** The port it says it listens on. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`code-server ended with ${code}: ${said}`)));
  });
}

/** Sends a signal to the whole group; whether there is anybody left to get it. */
function signal(child: ChildProcess, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-child.pid!, name);
  } catch {
    return false;
  }
}

/** The far ends, outside this machine, of all connections held by processes of a group: `/proc/net/tcp` and its like, by inode. */
function connectionsOf(group: number): string[] {
  const held = new Set<string>();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${id}/stat`);
    if (
      Number(
        stat
          .slice(stat.lastIndexOf(")") + 1)
          .trim()
          .split(" ")[2],
      ) !== group
    )
      continue;
    for (const file of list(`/proc/${id}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${id}/fd/${file}`))?.[1];
      if (inode) held.add(inode);
    }
  }
  return ["tcp", "tcp6", "udp", "udp6"].flatMap((kind) =>
    read(`/proc/net/${kind}`)
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , far, , , , , , , inode]) => far && inode && held.has(inode) && !isHere(far))
      .map(([, , far]) => `${kind} ${far}`),
  );
}

/** Nobody yet, 127.0.0.0/8, or ::1 and what stands for them in the longer form; written as the kernel does, low byte first. */
const isHere = (far: string) => /^(0+|[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F):/.test(far);

const orNothing = <T>(look: () => T, nothing: T): T => {
  try {
    return look();
  } catch {
    // It ended while we looked.
    return nothing;
  }
};
const read = (file: string) => orNothing(() => readFileSync(file, "utf8"), "");
const link = (file: string) => orNothing(() => readlinkSync(file), "");
const list = (folder: string) => orNothing(() => readdirSync(folder), []);
