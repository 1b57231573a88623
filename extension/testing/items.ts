/** The tests of the window in the Test Explorer: files, and the tests in them, kept as they are while texts change. */
import { Range, type TestController, type TestItem, Uri } from "vscode";
import type { TestsAnswer } from "../../lsp/server/panel-requests.ts";
import type { Listed } from "./results.ts";

/** A test, and the project it belongs to. */
export interface Known extends Listed {
  /** URI of the project's folder. */
  readonly folder: string;
}

export class Items {
  readonly #controller: TestController;
  readonly #known = new WeakMap<TestItem, Known>();

  constructor(controller: TestController) {
    this.#controller = controller;
  }

  /** What is there already stays itself, with its result. */
  update({ projects }: TestsAnswer): void {
    const roots = projects.flatMap(({ folder: written, tests }) => {
      // As the editor writes URIs, which signs it escapes differs from what others do.
      const folder = String(Uri.parse(written));
      const files = [...new Set(tests.map(({ file }) => file))];
      return files.map((file) => {
        const its = tests.filter((test) => test.file === file);
        const uri = Uri.parse(its[0]!.uri);
        const id = String(uri);
        const item = this.#controller.items.get(id) ?? this.#controller.createTestItem(id, file, uri);
        item.children.replace(its.map((test, index) => this.#test(item, test, folder, its.slice(0, index))));
        return item;
      });
    });
    this.#controller.items.replace(roots);
  }

  #test(
    file: TestItem,
    test: TestsAnswer["projects"][number]["tests"][number],
    folder: string,
    before: readonly { name: string }[],
  ): TestItem {
    const { name, range } = test;
    const again = before.filter((other) => other.name === name).length;
    const id = `${file.id} ${name}${again > 0 ? ` ${again}` : ""}`;
    const item = file.children.get(id) ?? this.#controller.createTestItem(id, name, file.uri);
    item.range = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
    // As they are written: by name nobody would find them again.
    item.sortText = String(range.start.line).padStart(6, "0");
    this.#known.set(item, { name, file: test.file, line: range.start.line + 1, folder });
    return item;
  }

  /** Undefined for a file. */
  knownOf(item: TestItem): Known | undefined {
    return this.#known.get(item);
  }

  /** The tests in these items, or all; each once. */
  testsIn(items: readonly TestItem[] | undefined, without: readonly TestItem[] = []): TestItem[] {
    const found = new Set<TestItem>();
    const visit = (item: TestItem) => {
      if (without.includes(item)) return;
      if (this.#known.has(item)) found.add(item);
      for (const [, child] of item.children) visit(child);
    };
    if (items) items.forEach(visit);
    else for (const [, item] of this.#controller.items) visit(item);
    return [...found];
  }

  find(uri: string, name: string): TestItem | undefined {
    const file = this.#controller.items.get(String(Uri.parse(uri)));
    return file && this.testsIn([file]).find((item) => item.label === name);
  }
}
