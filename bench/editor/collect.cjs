/** Loaded into a server with `--expose-gc`: on SIGUSR2 it throws away all that nothing holds, and writes to the fourth stream how many bytes are left. */
const { writeSync } = require("node:fs");

process.on("SIGUSR2", () => {
  // What waits for a finalizer goes with the second.
  globalThis.gc();
  globalThis.gc();
  writeSync(3, `${process.memoryUsage().heapUsed}\n`);
});
