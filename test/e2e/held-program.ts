/** `playc` as it is, but for what can be held up as if it took long: a simulation that somebody has to wait for, or stop. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class HeldProgram {
  readonly path: string;
  readonly #sign: string;

  /** `folder` is its own. */
  constructor(folder: string, program: string) {
    this.path = join(folder, "playc.mjs");
    this.#sign = join(folder, "held");
    const script = [
      'import { existsSync, writeFileSync } from "node:fs";',
      `if (process.argv[2] === "simulate" && existsSync(${JSON.stringify(this.#sign)})) {`,
      `  writeFileSync(${JSON.stringify(this.#sign)}, String(process.pid));`,
      "  setInterval(() => {}, 1000);",
      `} else await import(${JSON.stringify(program)});`,
    ];
    writeFileSync(this.path, script.join("\n"));
  }
  /** From now on simulations do not end by themselves. */
  hold(): void {
    writeFileSync(this.#sign, "");
  }
  release(): void {
    rmSync(this.#sign, { force: true });
  }
  /** Whether the simulation that is held has begun, and runs. */
  get isRunning(): boolean {
    const id = existsSync(this.#sign) ? Number(readFileSync(this.#sign, "utf8")) : 0;
    try {
      return id > 0 && process.kill(id, 0);
    } catch {
      return false;
    }
  }
}
