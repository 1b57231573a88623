/**
 * Whether a value has the shape of what a shard tells of its run, by the JSON Schema. The build (scripts/build.mjs)
 * compiles the schema and puts the code it gives in the place of this module.
 */
import { Ajv2020 } from "ajv/dist/2020.js";
import schema from "./facts.schema.json" with { type: "json" };
import type { FactsJson } from "./facts.ts";

const ajv = new Ajv2020({ code: { source: true } });

export const hasShape = ajv.compile<FactsJson>(schema);
