/** Neovim, headless, as a second client: attaches, shows what is wrong, completes, goes to a declaration, renames, leaves. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildCli } from "../cli/built.ts";
import { uriOf } from "./client.ts";
import { projectFolder } from "./folders.ts";

const isInstalled = spawnSync("nvim", ["--version"]).status === 0;
if (!isInstalled)
  console.warn("Neovim is not installed here: the server was not tried with it (Debian package `neovim`).");

const text = "trigger silent {\n  level red\n  when loginz over 14d = 0\n  do touch check_in\n  rest 30d\n}\n";
const at = projectFolder({ "a.play": text });
afterAll(() => at.remove());

describe.runIf(isInstalled)("Neovim", () => {
  it("is told, completes, finds and renames", () => {
    const out = join(at.path, "out.json");
    const command = [process.execPath, buildCli().path, "lsp", "--stdio"];
    const env = {
      ...process.env,
      PLAYC_OUT: out,
      PLAYC_COMMAND: JSON.stringify(command),
      XDG_STATE_HOME: at.path,
      HOME: at.path,
    };
    const script = join(import.meta.dirname, "neovim.lua");
    const ran = spawnSync(
      "nvim",
      ["--headless", "-u", "NONE", "-n", join(at.path, "a.play"), "-c", `luafile ${script}`],
      {
        env,
        encoding: "utf8",
        timeout: 60_000,
      },
    );
    expect(existsSync(out), ran.stderr).toBe(true);
    const result: unknown = JSON.parse(readFileSync(out, "utf8"));
    expect(result).toMatchObject({
      diagnostics: [{ code: "PLAY102", line: 2, column: 7 }],
      mended: true,
      completion: expect.arrayContaining(["check_in"]),
      definition: { uri: uriOf(join(at.path, "model.play")) },
      renamed: "  do touch second_check_in",
      stopped: true,
    });
    expect(result).not.toHaveProperty("failed");
    expect(readFileSync(join(at.path, "model.play"), "utf8")).toContain("touch second_check_in");
    expect(readFileSync(join(at.path, "a.play"), "utf8")).toContain("do touch second_check_in");
  });
});
