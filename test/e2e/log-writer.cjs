/**
 * Stands in for `@vscode/spdlog`, through which VS Code writes its logs and the text of output channels: that package wants
 * a compiler when it is installed. The same functions, a line at a time, without rotation.
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warn", "error", "critical", "off"];

class Logger {
  #file;
  #level = 2;
  #raw = false;

  constructor(_kind, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }
  #write(level, text) {
    if (level < this.#level) return;
    appendFileSync(this.#file, this.#raw ? text : `${new Date().toISOString()} [${levels[level]}] ${text}\n`);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.#raw = true;
  }
  flush() {}
  drop() {}
  static {
    for (const [level, name] of levels.slice(0, 6).entries()) {
      Logger.prototype[name] = function (text) {
        this.#write(level, text);
      };
    }
  }
}

const create = async (name, file) => new Logger("rotating", name, file);
// One by one: only so are they found by an import of their names.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
