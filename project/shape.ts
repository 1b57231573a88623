/**
 * Whether a value has the shape of a project file, by the JSON Schema. Compiling the schema takes longer than most
 * commands: the build (scripts/build.mjs) does it once and puts the code it gives in the place of this module.
 */
import { Ajv2020 } from "ajv/dist/2020.js";
import schema from "./project.schema.json" with { type: "json" };
import type { RawProject } from "./raw.ts";

const ajv = new Ajv2020({ allErrors: true, verbose: true, code: { source: true } });

/** After it has said no, `errors` of the function say why. */
export const hasShape = ajv.compile<RawProject>(schema);
