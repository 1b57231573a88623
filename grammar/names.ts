/** Names that a declaration has without their being written: a score's, and those of its components. */
import type { HealthDeclaration, Name } from "./tree.ts";

const word = "health";

/** A score without a name is called like the word that declares it, and its name stands there. */
export function scoreName({ name, span }: HealthDeclaration): Name {
  return name ?? { text: word, span: { start: span.start, end: span.start + word.length } };
}

/** `usage` of `health` is `health.usage`. */
export function componentName(score: Name, component: Name): Name {
  return { text: `${score.text}.${component.text}`, span: component.span };
}
