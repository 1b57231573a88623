/** The process's two voices: results on stdout, everything else on stderr. */
import { Failure } from "./failure.ts";

/** Writes a result and waits until it is handed over. A reader that went away (`| head`) is no failure. */
export function writeResult(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once("error", fail);
    process.stdout.write(text, (error) => {
      if (error) return fail(error);
      process.stdout.off("error", fail);
      resolve();
    });
    function fail(error: Error): void {
      if ("code" in error && error.code === "EPIPE") resolve();
      else reject(new Failure("io", `The result could not be written: ${error.message}`, { cause: error }));
    }
  });
}

/** Says something that is not a result. Nobody listening is no failure. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
