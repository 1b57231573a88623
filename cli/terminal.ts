/** The process's two voices: results on stdout, everything else on stderr. */
import { Failure } from "./failure.ts";

/** Writes a result, whole or in pieces, and waits until it is handed over. A reader that went away (`| head`) is no failure. */
export async function writeResult(result: string | Iterable<string>): Promise<void> {
  for (const text of typeof result === "string" ? [result] : result) if (!(await written(text))) return;
}

/** Whether anybody still reads. */
function written(text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    process.stdout.once("error", fail);
    process.stdout.write(text, (error) => {
      if (error) return fail(error);
      process.stdout.off("error", fail);
      resolve(true);
    });
    function fail(error: Error): void {
      if ("code" in error && error.code === "EPIPE") resolve(false);
      else reject(new Failure("io", `The result could not be written: ${error.message}`, { cause: error }));
    }
  });
}

/** Says something that is not a result. Nobody listening is no failure. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
