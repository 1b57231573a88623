/**
 * SQL expressions of the project file. They are parsed before they are used, and only what computes a value from the
 * row's columns passes: no subquery, no table, no function that reads anything, and no function whose answer depends
 * on the order of rows or on the day of running.
 */
import { didYouMean } from "../../../project/suggest.ts";
import type { Database } from "../database.ts";
import { literal } from "../sql.ts";
import { DataError } from "../types.ts";

/** Longer ones are not written by people, and are parsed by recursion. */
const LONGEST = 2_000;
/** Parts within parts; a sum of a hundred columns is as deep. The database takes seconds over what is much deeper. */
const DEEPEST = 200;

const AGGREGATES = [
  "avg",
  "bool_and",
  "bool_or",
  "count",
  "count_if",
  "count_star",
  "max",
  "mean",
  "median",
  "min",
  "quantile_disc",
  "sum",
];
const OPERATORS = ["+", "-", "*", "/", "//", "%", "||", "~~", "!~~", "~~*", "!~~*", "like_escape", "not_like_escape"];
const SCALARS = [
  ..."abs ceil ceiling coalesce concat concat_ws contains date_diff date_part date_trunc datediff datepart datetrunc day".split(
    " ",
  ),
  ..."dayofweek ends_with epoch floor greatest if ifnull isfinite isnan left length least lower ltrim make_date month".split(
    " ",
  ),
  ..."nullif prefix regexp_extract regexp_full_match regexp_matches replace right round row rtrim sign split_part".split(
    " ",
  ),
  ..."starts_with strftime strlen strptime substr substring suffix trim trunc try_strptime upper year".split(" "),
].filter((name) => name !== "row");
const ALLOWED = new Set([...AGGREGATES, ...OPERATORS, ...SCALARS]);

const ORDER_DEPENDENT = new Set(
  "any_value arbitrary first last list array_agg string_agg group_concat listagg mode arg_min arg_max argmin argmax min_by max_by".split(
    " ",
  ),
);

const CLASSES = new Set([
  "CONSTANT",
  "COLUMN_REF",
  "FUNCTION",
  "COMPARISON",
  "CONJUNCTION",
  "OPERATOR",
  "CASE",
  "CAST",
  "BETWEEN",
]);

export interface ExpressionPlace {
  /** The place in the project file, for messages, as `metrics.columns.revenue`. */
  where: string;
  file: string;
  /** Whether rows are grouped here, so that sums can stand. */
  aggregates: boolean;
}

/** Checks an expression and gives it as it can be put into a statement. `columns` are the names it may use. */
export async function checkedExpression(
  database: Database,
  expression: string,
  columns: readonly string[],
  place: ExpressionPlace,
): Promise<string> {
  const refuse = (reason: string): never => {
    throw new DataError(`${place.where}: \`${expression.slice(0, 200)}\` ${reason}`, { file: place.file });
  };
  if (expression.length > LONGEST) refuse(`is longer than ${LONGEST} characters.`);
  // A line end before the bracket: a comment in the expression must not swallow it.
  const bracketed = `(\n${expression}\n)`;
  const [row] = await database.rows(`select cast(json_serialize_sql(${literal(`select ${bracketed}`)}) as varchar)`);
  const parsed = JSON.parse(String(row?.[0])) as Parsed;
  if (parsed.error) {
    const told = looseBracket(expression) ?? parsed.error_message ?? "it cannot be parsed";
    refuse(
      `is ${place.aggregates ? "no SQL expression" : "neither a column of the file nor an SQL expression"}: ${told.replace(/\.$/, "")}.${didYouMean(expression, columns) || quoting(expression, columns)}`,
    );
  }
  const node = parsed.statements?.length === 1 ? parsed.statements[0]?.node : undefined;
  const plain =
    node?.type === "SELECT_NODE" &&
    node.select_list?.length === 1 &&
    node.from_table?.type === "EMPTY" &&
    NOTHING.every((part) => isNothing(node[part]));
  if (!plain) refuse("must be one expression, and nothing around it.");
  visit(node?.select_list?.[0], { columns, aggregates: place.aggregates, refuse });
  return bracketed;
}

/** Where brackets do not close what they open: the parser's own words would be of the statement around. Texts and quoted names are passed over. */
function looseBracket(expression: string): string | undefined {
  const open: number[] = [];
  for (const { 0: part, index } of expression.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (part === "(") open.push(index);
    else if (part === ")" && open.pop() === undefined) {
      return `it closes a bracket that it does not open, before \`${expression.slice(index, index + 20)}\``;
    }
  }
  const last = open.at(-1);
  if (last === undefined) return undefined;
  const from = expression.slice(0, last).match(/\w*$/)?.index ?? last;
  const meant = /^count\(\s*\*\s*filter\b/i.test(expression.slice(from)) ? " Write `count(*) filter (where ...)`" : "";
  return `it opens a bracket in \`${expression.slice(from, from + 20)}\` that nothing closes.${meant}`;
}

/** SQL has words of its own, as `at` and `order`: columns of such names want quotes. */
function quoting(expression: string, columns: readonly string[]): string {
  const words = new Set(expression.toLowerCase().match(/\w+/g));
  const used = columns.filter((column) => words.has(column.toLowerCase()) && !expression.includes(`"${column}"`));
  if (used.length === 0) return "";
  return ` Columns named like words of SQL are written in double quotes: ${used.map((name) => `"${name}"`).join(", ")}.`;
}

/** Parts of a statement that a lone expression does not have. */
const NOTHING = [
  "where_clause",
  "group_expressions",
  "group_sets",
  "having",
  "sample",
  "qualify",
  "modifiers",
] as const;

interface Parsed {
  error: boolean;
  error_message?: string;
  statements?: { node?: StatementNode }[];
}

type StatementNode = {
  type: string;
  select_list?: unknown[];
  from_table?: { type?: string };
} & { [part in (typeof NOTHING)[number]]?: unknown };

interface Rules {
  columns: readonly string[];
  aggregates: boolean;
  refuse: (reason: string) => never;
}

function isNothing(part: unknown): boolean {
  return part === null || part === undefined || (Array.isArray(part) && part.length === 0);
}

/** Every part of the tree that is an expression has a `class`; whatever is not known to be harmless is refused. */
function visit(part: unknown, rules: Rules, depth = 0): void {
  if (Array.isArray(part)) {
    for (const item of part) visit(item, rules, depth);
    return;
  }
  if (typeof part !== "object" || part === null) return;
  const node = part as Record<string, unknown>;
  if (typeof node.class === "string") {
    if (depth > DEEPEST) rules.refuse(`nests deeper than ${DEEPEST} parts. Compute it in the export.`);
    if (node.class === "SUBQUERY") rules.refuse("holds a subquery. Only the columns of its own row can be used.");
    if (node.class === "WINDOW") rules.refuse("holds a window function, which would depend on other rows.");
    if (!CLASSES.has(node.class)) rules.refuse("holds something that is no plain expression over columns.");
    if (node.class === "FUNCTION") checkFunction(node, rules);
    if (node.class === "COLUMN_REF") checkColumn(node, rules);
    if (node.class === "CONSTANT") return;
  }
  for (const child of Object.values(node)) visit(child, rules, depth + 1);
}

function checkFunction(node: Record<string, unknown>, { aggregates, refuse }: Rules): void {
  const name = String(node.function_name).toLowerCase();
  const schema = String(node.schema ?? "");
  if (ORDER_DEPENDENT.has(name)) {
    refuse(`uses \`${name}\`, whose answer depends on the order of rows. Use \`min\` or \`max\`.`);
  }
  if (!aggregates && AGGREGATES.includes(name)) {
    refuse(`uses \`${name}\`, which adds rows up. Only columns of a table with \`aggregate: true\` can.`);
  }
  if (!ALLOWED.has(name) || (schema !== "" && schema !== "main") || String(node.catalog ?? "") !== "") {
    refuse(`uses \`${name}\`, which is not among the functions allowed here.${didYouMean(name, ALLOWED)}`);
  }
}

function checkColumn(node: Record<string, unknown>, { columns, refuse }: Rules): void {
  const names = (node.column_names ?? []) as string[];
  const name = names.join(".");
  const known = names.length === 1 && columns.some((column) => column.toLowerCase() === name.toLowerCase());
  if (!known) refuse(`uses the column \`${name}\`, which the file does not have.${didYouMean(name, columns)}`);
}
