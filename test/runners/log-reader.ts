/** Reads a job's log as the runner of GitHub does: its two forms of commands, what it unescapes, and `stop-commands`. */

export interface ReadCommand {
  name: string;
  properties: Record<string, string>;
  data: string;
}

/** Those that a job may give, with those that no playbook should. */
const known = new Set(
  "stop-commands,error,warning,notice,debug,group,endgroup,add-mask,set-output,set-env,save-state,add-path,add-matcher,remove-matcher,echo".split(
    ",",
  ),
);

/** The commands that are carried out, `stop-commands` aside. */
export function commandsOf(log: string): ReadCommand[] {
  const carriedOut: ReadCommand[] = [];
  let word: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const names = word === undefined ? known : new Set([...known, word]);
    const command = ofSecondForm(line, names) ?? ofFirstForm(line, names);
    if (!command) continue;
    if (word !== undefined) {
      if (command.name === word) word = undefined;
    } else if (command.name === "stop-commands") word = command.data;
    else carriedOut.push(command);
  }
  return carriedOut;
}

/** `::name key=value,key=value::data`, behind white space. */
function ofSecondForm(line: string, names: ReadonlySet<string>): ReadCommand | undefined {
  const [, info = "", data = ""] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  const [, name = "", rest = ""] = /^([^ ]*) ?(.*)$/s.exec(info) ?? [];
  if (!names.has(name)) return undefined;
  const unescaped = (text: string) =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const pairs = rest.split(",").flatMap((pair) => {
    const [, key, value] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
    return key !== undefined && value !== undefined ? [[key.trim(), unescaped(value)]] : [];
  });
  const plain = data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  return { name, properties: Object.fromEntries(pairs), data: plain };
}

/** `##[name]data`, anywhere in a line. */
function ofFirstForm(line: string, names: ReadonlySet<string>): ReadCommand | undefined {
  const [, info = "", data = ""] = /##\[(.*?)\](.*)$/s.exec(line) ?? [];
  const name = info.split(" ")[0]!;
  return names.has(name) ? { name, properties: {}, data } : undefined;
}
