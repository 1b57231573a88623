/** What to do when somebody presses Ctrl+C: clean up, say nothing more, and end as the shell expects. */

/** 128 plus the number of the signal. */
const exitCodeOf = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `cleanUp` (which must not wait for anything) and ends the process when a signal arrives. Gives the way to stop listening. */
export function onInterrupt(cleanUp: () => void): () => void {
  const listeners = Object.entries(exitCodeOf).map(([signal, exitCode]) => {
    const listener = () => {
      try {
        cleanUp();
      } finally {
        process.exit(exitCode);
      }
    };
    process.once(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stopListening of listeners) stopListening();
  };
}
