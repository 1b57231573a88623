/** What an explanation of a diagnostic consists of: what it means, a program that has it, and the smallest mend. */
export interface Explanation {
  /** A short paragraph: what it means and how it comes about. Markdown. */
  meaning: string;
  /** The failing example; the place of the mistake stands between `⟦` and `⟧`. */
  failing: string;
  /** The same, mended with as little as possible. */
  mended: string;
  /** What is shown in the place of an example too long to be read. */
  shown?: { failing: string; mended: string };
  /** The file the example is, when it is not a `.play` file: `holidays.yaml`, `playc.yaml`. */
  file?: string;
  /** What stands around the example. */
  surroundings?: Surroundings;
  /** Codes that cannot but come along. */
  with?: readonly string[];
}

interface Surroundings {
  /** Without the model: the example declares what the model does. */
  alone?: boolean;
  /** With the names that `playc.yaml` maps. */
  mapped?: boolean;
  /** Further `.play` text. */
  program?: string;
  /** Other files of the project, by path. */
  files?: Readonly<Record<string, string>>;
  /** Libraries of the project, each a name and its one file's text. */
  libraries?: Readonly<Record<string, string>>;
}
