/** One file, whole or not at all. */
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { onInterrupt } from "./interrupt.ts";
import { openOutputFolder } from "./output-folder.ts";

/** Makes the folder where it is missing, and takes the place of what is there. Failures of kind `io`. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const folder = openOutputFolder(dirname(path));
  const stopListening = onInterrupt(() => folder.discard());
  try {
    writeFileSync(join(folder.work, basename(path)), text);
    await folder.publish([basename(path)]);
  } catch (error) {
    folder.discard();
    throw error;
  } finally {
    stopListening();
  }
}
