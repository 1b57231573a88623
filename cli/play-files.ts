/** The `.play` files that words of the command line name: files, folders, or the project of the current folder. */
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import { isMissing, largestFile, playFilesBelow, projectFileName } from "./project-files.ts";

export interface PlayFile {
  /** As the caller would name it. */
  readonly name: string;
  /** Where it is, links resolved. */
  readonly path: string;
}

/** Each file once, in the order of the words. Failure of kind `usage` for a word that names nothing to format. */
export function findPlayFiles(words: readonly string[]): PlayFile[] {
  if (words.length === 0 && !existsSync(projectFileName)) {
    throw new Failure(
      "usage",
      `This folder is not a project: it has no ${projectFileName}. Go to the folder that holds it, or name files or folders.`,
    );
  }
  const found = (words.length === 0 ? ["."] : words).flatMap(filesOf);
  return [...new Map(found.map((file) => [file.path, file])).values()];
}

function filesOf(word: string): PlayFile[] {
  try {
    if (statSync(word).isDirectory()) return filesBelow(word);
    if (!lstatSync(word).isSymbolicLink() && statSync(word).isFile() && word.endsWith(".play")) {
      return [{ name: word, path: realpathSync(word) }];
    }
  } catch (error) {
    if (isMissing(error)) throw new Failure("usage", `There is no file or folder ${word}.`, { cause: error });
    throw error;
  }
  throw new Failure("usage", `${word} is not a .play file of its own. Name one, not a link to it, or a folder.`);
}

function filesBelow(folder: string): PlayFile[] {
  const root = realpathSync(folder);
  return playFilesBelow(root).map((path) => ({ name: join(folder, path), path: realpathSync(join(root, path)) }));
}

/** The text, a byte order mark included; undefined when it is no text in UTF-8, or a very large one. */
export function readPlayFile(path: string): string | undefined {
  return statSync(path).size > largestFile ? undefined : textOf(readFileSync(path));
}

/** Reads a stream to its end; undefined as for `readPlayFile`. */
export async function readStream(stream: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > largestFile) return undefined;
    parts.push(part);
  }
  return textOf(Buffer.concat(parts));
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
