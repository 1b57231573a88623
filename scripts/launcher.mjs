#!/usr/bin/env node
// Starts playc: scripts/build.mjs puts the program's name here. Beside the program stands what V8 made of it when it was
// built, so that little has to be compiled anew. V8 refuses what another version of it has made, and compiles then.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { constants, Script } from "node:vm";
import { crc32 } from "node:zlib";

const program = fileURLToPath(new URL("./chunks/PROGRAM.cjs", import.meta.url));
const script = new Script(readFileSync(program, "latin1"), {
  filename: program,
  cachedData: compiled(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
script.runInThisContext()(createRequire(program), program);

/** What V8 made, behind the sum of its bytes: V8 itself would not see that one of them is wrong. */
function compiled() {
  try {
    const file = readFileSync(program.replace(/cjs$/, "v8"));
    const made = file.subarray(4);
    return file.readUInt32LE() === crc32(made) ? made : undefined;
  } catch {
    return undefined;
  }
}
