/** What is printed to be typed can be typed: by the way the program was started. */
import { describe, expect, it } from "vitest";
import { ownCommand } from "../../cli/own-command.ts";

const searchPath = "/usr/local/bin:/usr/bin";
const cases: [how: string, script: string, folder: string, command: string][] = [
  ["installed for everybody", "/usr/local/bin/playc", "/home/mina/cs", "playc"],
  ["installed in the folder", "/home/mina/cs/node_modules/.bin/playc", "/home/mina/cs", "npx playc"],
  ["by npx in the repository", "/home/mina/.npm/_npx/4f/node_modules/.bin/playc", "/home/mina/playc", "npx playc"],
  ["from the repository", "/home/mina/playc/dist/playc.js", "/home/mina/playc", "node dist/playc.js"],
  ["from elsewhere", "/home/mina/playc/dist/playc.js", "/home/mina/cs", "node /home/mina/playc/dist/playc.js"],
  ["a folder with a space", "/home/mina/my cs/dist/playc.js", "/", "node 'home/mina/my cs/dist/playc.js'"],
  ["a link nobody finds", "/opt/playc/bin/playc", "/home/mina", "node /opt/playc/bin/playc"],
];

describe("the program's own command", () => {
  for (const [how, script, folder, command] of cases) {
    it(how, () => expect(ownCommand({ script, searchPath, folder })).toBe(command));
  }
});
