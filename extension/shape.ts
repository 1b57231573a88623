/** Whether what was read from outside is what it should be. */

export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === "string";
export const isNumber: Check = (value) => typeof value === "number";

export function isOneOf(texts: readonly string[]): Check {
  return (value) => texts.some((text) => text === value);
}

export function isOptional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function isListOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((each) => check(each));
}

/** It may have more members than these. */
export function isObjectOf(members: Readonly<Record<string, Check>>): Check {
  const named = Object.entries(members);
  return (value) =>
    typeof value === "object" && value !== null && named.every(([name, check]) => check(Reflect.get(value, name)));
}
