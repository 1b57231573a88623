/** The table of the grammar (grammar/choices.ts) that a build works out: scripts/build.mjs puts it here. In the sources there is none. */
import type { Choices } from "./choices.ts";

export const compiledChoices: Choices | undefined = undefined;
