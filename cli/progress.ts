/** How far a command is, on stderr, for what takes longer than a second: one line rewritten on a terminal, else a line now and then. */
import { setImmediate as nextTurn } from "node:timers/promises";

const silentMilliseconds = 1_000;
const terminalEvery = 200;
const plainEvery = 5_000;
/** Signals and timers get their turn at least this often. */
const breatheEvery = 50;

export interface Progress {
  /** Names what is being done now. */
  phase(what: string): void;
  /** Counts within the phase; resolves once the process could attend to signals. */
  count(done: number, total: number): Promise<void>;
  end(): void;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY">;

/** `now` gives milliseconds of a clock that never goes back. */
export function createProgress(stream: Stream, now: () => number = () => performance.now()): Progress {
  const every = stream.isTTY ? terminalEvery : plainEvery;
  let next = now() + silentMilliseconds;
  let breathed = now();
  let text = "";
  let last = "";
  let shown = false;
  const show = () => {
    // On lines of their own the same words need no second one.
    if (text === "" || now() < next || (text === last && !stream.isTTY)) return;
    last = text;
    next = now() + every;
    stream.write(stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    shown = true;
  };
  const timer = setInterval(show, terminalEvery);
  timer.unref();
  return {
    phase(what) {
      text = `${what} ...`;
      show();
    },
    async count(done, total) {
      if (now() - breathed < breatheEvery) return;
      breathed = now();
      text = `${done} of ${total} accounts`;
      show();
      await nextTurn();
    },
    end() {
      clearInterval(timer);
      if (shown && stream.isTTY) stream.write("\r\u001b[2K");
      text = "";
    },
  };
}
