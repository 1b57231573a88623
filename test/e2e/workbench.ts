/** What a person does in the window of VS Code and what she sees there. Everything is done by keyboard where there is a key. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Project } from "./project.ts";

export class Workbench {
  constructor(
    readonly page: Page,
    private readonly project: Project,
  ) {}

  /** Runs a command of the palette by its whole title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.pick(`>${title}`, title);
  }

  /** Runs a command that asks what is meant, and takes the entry of its list with this title. */
  async choose(title: string, entry: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.offered(`>${title}`, title);
    await this.page.keyboard.press("Enter");
    await this.pick(entry, entry);
  }

  /** Opens a file of the folder with the cursor at the `|` of a piece of its text. */
  async open(file: string, marked: string): Promise<Editor> {
    const { line, column } = this.project.placeOf(file, marked);
    await this.page.keyboard.press("Control+P");
    await this.pick(`${file}:${line}:${column}`, file);
    return await this.cursorIsAt(file, `Ln ${line}, Col ${column}`);
  }

  /** Does what may find VS Code not yet ready for it again until it shows. `act` is done with nothing open before it. */
  async until(act: () => Promise<void>, shows: Locator): Promise<void> {
    const done = async () => {
      await this.page.keyboard.press("Escape");
      await act();
      return shows.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(done, { timeout: 50_000 }).toBe(true);
  }

  /** Waits until the cursor is in the line that holds this text. */
  leadsTo(file: string, text: string): Promise<Editor> {
    return this.cursorIsAt(file, `Ln ${this.project.placeOf(file, text).line}, `);
  }

  private async cursorIsAt(file: string, place: string): Promise<Editor> {
    await this.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
    await this.page.locator(".statusbar-item", { hasText: place }).waitFor();
    const editor = new Editor(this, file);
    await editor.isReady();
    return editor;
  }

  /** What a panel of the extension shows: its page stands in two frames. */
  get webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  /** Takes a row of the quick input, which is closed by it. */
  private async pick(query: string, wanted: string): Promise<void> {
    const input = await this.offered(query, wanted);
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /** Writes into the quick input until the row that was meant is the one Enter takes: what extensions add comes to the list late. */
  private async offered(query: string, wanted: string): Promise<Locator> {
    const input = this.page.locator(".quick-input-widget:not([style*='display: none']) .quick-input-box input");
    const row = this.page.locator(`.quick-input-list .monaco-list-row.focused[aria-label*="${wanted}"]`).first();
    const isOffered = async () => {
      await input.fill(query.slice(0, 1));
      await input.fill(query);
      return row.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(isOffered).toBe(true);
    return input;
  }
}

/** The editor of one open file. */
export class Editor {
  readonly at: Locator;
  readonly page: Page;
  constructor(
    private readonly workbench: Workbench,
    readonly file: string,
  ) {
    const { page } = workbench;
    this.page = page;
    this.at = page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`);
  }

  async isReady(): Promise<void> {
    await this.at.locator(".view-line").first().waitFor();
    await this.at.locator("textarea, .native-edit-context").first().focus();
  }

  /** Types into it, key by key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** A line that can be seen and holds this text. */
  line(text: string): Locator {
    return this.at.locator(".view-line").filter({ hasText: text }).first();
  }

  /** What is underlined. */
  squiggle(severity: "error" | "warning"): Locator {
    return this.at.locator(`.squiggly-${severity}`).first();
  }

  /** What is offered while completing. */
  get suggestions(): Locator {
    return this.at.locator(".suggest-widget.visible .monaco-list-row");
  }

  /** Takes one of what is offered, once it is the one that Enter would take. */
  async take(label: string): Promise<void> {
    const wanted = this.suggestions.filter({
      has: this.page.locator(".label-name", { hasText: new RegExp(`^${label}$`) }),
    });
    await wanted.click();
  }

  /** What is said of the word at the cursor. */
  async hover(): Promise<string> {
    const said = this.page.locator(".monaco-hover:not(.hidden) .monaco-hover-content").first();
    await this.workbench.until(async () => {
      await this.page.keyboard.press("Control+K");
      await this.page.keyboard.press("Control+I");
    }, said);
    const text = await said.innerText();
    await this.page.keyboard.press("Escape");
    await said.waitFor({ state: "hidden" });
    return text;
  }
}
