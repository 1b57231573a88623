/** What could have stood where chevrotain found something else, in words. The words travel in the error's message. */

import { type IParserErrorMessageProvider, type TokenType, tokenLabel } from "chevrotain";

const separator = "\n";

function labels(types: readonly (TokenType | undefined)[]): string {
  const words = types.flatMap((type) => (type === undefined ? [] : [tokenLabel(type)]));
  return [...new Set(words)].join(separator);
}

/** Words for chevrotain's errors; `expectedWords` reads them back. */
export const wordProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => labels([expected]),
  buildNotAllInputParsedMessage: () => "",
  buildNoViableAltMessage: ({ expectedPathsPerAlt, customUserDescription }) =>
    customUserDescription ?? labels(expectedPathsPerAlt.flat().map((path) => path[0])),
  buildEarlyExitMessage: ({ expectedIterationPaths, customUserDescription }) =>
    customUserDescription ?? labels(expectedIterationPaths.map((path) => path[0])),
};

/** What the rule that failed with this error could have taken. */
export function expectedWords(error: Error): string[] {
  return error.message === "" ? [] : error.message.split(separator);
}
