/** Does something again whenever a file of a project changes. */
import { watch } from "node:fs";
import { onInterrupt } from "./interrupt.ts";

/** Editors write a file in several steps; so long after the last of them it is read. In milliseconds. */
const settled = 150;

/** Runs `act` at once and after each change, one at a time, until the process is interrupted. */
export function watchProject(directory: string, act: () => Promise<void>): Promise<never> {
  return new Promise((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running = false;
    let changed = true;
    const run = async () => {
      if (running) return;
      running = true;
      while (changed) {
        changed = false;
        await act();
      }
      running = false;
    };
    // Before the first run, so that no change during it is missed.
    const watcher = watch(directory, { recursive: true }, (_, file) => {
      if (!concerns(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        changed = true;
        run().catch(reject);
      }, settled);
    });
    watcher.on("error", reject);
    onInterrupt(() => watcher.close());
    run().catch(reject);
  });
}

/** Playbooks, the project file, holidays and templates; not the output folder, nor what editors leave behind. */
function concerns(file: string | null): boolean {
  if (file === null) return true;
  const parts = file.split(/[\\/]/);
  return !parts.some((part) => part.startsWith(".") || part === "node_modules") && /\.(play|ya?ml|md)$/.test(file);
}
