/** A file as it was committed: which one is meant. */

export interface CommittedFile {
  readonly commit: string;
  /** The project's folder from the top of the repository, without a slash at its end. */
  readonly inRepository: string;
  /** From the project's folder on. */
  readonly file: string;
  /** The project's folder on this machine: where git is asked. */
  readonly folder: string;
}

/** Undefined of what is none. */
export function committedFileOf(query: string): CommittedFile | undefined {
  try {
    const parts: unknown = JSON.parse(query);
    if (!Array.isArray(parts)) return undefined;
    const [commit, inRepository, file, folder] = parts;
    const isKnown = typeof commit === "string" && /^[0-9a-f]{40,64}$/.test(commit);
    return isKnown && typeof inRepository === "string" && typeof file === "string" && typeof folder === "string"
      ? { commit, inRepository, file, folder }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is asked for comes back as it was. */
export function queryOf({ commit, inRepository, file, folder }: CommittedFile): string {
  return JSON.stringify([commit, inRepository, file, folder]);
}
