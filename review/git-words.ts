/**
 * How git is asked for what is committed, so that it does nothing else: no hook, filter, external program or network is
 * reached, whatever a repository's own files or settings say.
 */

/** `safe.bareRepository`: files of a checkout that look like a repository of their own are not taken for one. */
const settings = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.quotePath=false",
  "safe.bareRepository=explicit",
];

/** What git is given before what it is asked. */
export const gitWords: readonly string[] = [
  "--no-pager",
  "--no-replace-objects",
  "--literal-pathspecs",
  ...settings.flatMap((each) => ["-c", each]),
];

/** What git is told by an environment: a hook that calls us must not send us to another repository, and nobody fetches. Undefined is not set. */
export function gitEnvironment(own: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const without = Object.keys(own).filter((name) => name.startsWith("GIT_"));
  return {
    ...own,
    ...Object.fromEntries(without.map((name) => [name, undefined])),
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}
