/**
 * The cells of one column, gathered for some tens of thousands of rows and laid out as the database keeps them, so that
 * they go over as a few blocks of memory. Of a text that comes often, a number goes over each time, and the text once.
 */
import duckdb from "@duckdb/node-bindings";
import type { Cell, Column, ColumnType } from "./tables.ts";

/** DuckDB's vector size: a chunk cannot hold more. */
export const rowsPerChunk = 2048;

export abstract class ColumnBatch {
  /** A bit a row, 0 for NULL. */
  private valid = new Uint32Array(0);
  private hasNulls = false;
  private room = 0;

  /** How messages name it: `ledger.late_minutes`. */
  constructor(protected readonly name: string) {}

  /** The type of its vectors, which for texts hangs on what was put. */
  abstract typeOfVectors(): duckdb.LogicalType;
  protected abstract grow(rows: number): void;
  protected abstract keep(row: number, cell: string | number | boolean): void;
  protected abstract copy(vector: duckdb.Vector, from: number, rows: number): void;

  /** Rows come one after another, from 0. RangeError for what the column cannot hold. */
  put(row: number, cell: Cell): void {
    if (row === this.room) this.enlarge();
    if (cell !== null) this.keep(row, cell);
    else {
      this.valid[row >> 5]! &= ~(1 << (row & 31));
      this.hasNulls = true;
    }
  }

  /** Fills a vector with rows from `from` on, which is a multiple of `rowsPerChunk`. */
  fill(vector: duckdb.Vector, from: number, rows: number): void {
    this.copy(vector, from, rows);
    if (!this.hasNulls) return;
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, this.valid.buffer, from / 8, Math.ceil(rows / 64) * 8);
  }

  /** Empty again, for the next rows. */
  clear(): void {
    if (this.hasNulls) this.valid.fill(-1);
    this.hasNulls = false;
  }

  private enlarge(): void {
    this.room = Math.max(rowsPerChunk, this.room * 2);
    const valid = new Uint32Array(this.room / 32).fill(-1);
    valid.set(this.valid);
    this.valid = valid;
    this.grow(this.room);
  }

  protected refused(cell: string | number | boolean): RangeError {
    return new RangeError(`${this.name}: ${cell} is not what the column holds`);
  }
}

/** An array that holds numbers as the database does. */
type Numbers = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
type NumbersOf = new (length: number) => Numbers;

/** Days, whole numbers, fractions, and yes or no. */
class NumberBatch extends ColumnBatch {
  private values: Numbers;

  constructor(
    name: string,
    private readonly type: duckdb.Type,
    private readonly Of: NumbersOf,
  ) {
    super(name);
    this.values = new Of(0);
  }

  typeOfVectors(): duckdb.LogicalType {
    return duckdb.create_logical_type(this.type);
  }

  protected grow(rows: number): void {
    this.values = grown(this.values, this.Of, rows);
  }

  protected keep(row: number, cell: string | number | boolean): void {
    const value = Number(cell);
    this.values[row] = value;
    // A fraction, or what is too large, would be cut off without a word.
    if (this.values[row] !== value) throw this.refused(cell);
  }

  protected copy(vector: duckdb.Vector, from: number, rows: number): void {
    copyNumbers(this.values, vector, from, rows);
  }
}

/** Whole numbers of 64 bits, in halves of which the lower comes first, as on every machine DuckDB is made for. */
class LongBatch extends ColumnBatch {
  private halves = new Int32Array(0);

  /** `times`: what numbers are multiplied by on their way. */
  constructor(
    name: string,
    private readonly type: duckdb.Type,
    private readonly times: number,
  ) {
    super(name);
  }

  typeOfVectors(): duckdb.LogicalType {
    return duckdb.create_logical_type(this.type);
  }

  protected grow(rows: number): void {
    this.halves = grown(this.halves, Int32Array, rows * 2);
  }

  protected keep(row: number, cell: string | number | boolean): void {
    const value = Number(cell);
    if (!Number.isSafeInteger(value)) throw this.refused(cell);
    const product = value * this.times;
    if (Number.isSafeInteger(product)) {
      // The array takes of a whole number what is left of 2 to the 32.
      this.halves[row * 2] = product;
      this.halves[row * 2 + 1] = Math.floor(product / 2 ** 32);
      return;
    }
    const long = BigInt(value) * BigInt(this.times);
    this.halves[row * 2] = Number(BigInt.asIntN(32, long));
    this.halves[row * 2 + 1] = Number(BigInt.asIntN(32, long >> 32n));
  }

  protected copy(vector: duckdb.Vector, from: number, rows: number): void {
    copyNumbers(this.halves, vector, from * 2, rows * 2);
  }
}

/** Texts: each once, and its number for every row. The database turns an ENUM into text as it takes it. */
class TextBatch extends ColumnBatch {
  private numbers = new Uint16Array(0);
  private readonly numberOf = new Map<string, number>();
  private readonly texts: string[] = [];
  private last: string | undefined;
  private lastNumber = 0;
  /**
   * Whether each can be a member of an ENUM: one ends at a NUL, and halves of surrogate pairs all become one character.
   * The database takes no two members that are the same, and an ENUM that it refused ends the process.
   */
  private canBeMembers = true;
  private asMembers = true;

  typeOfVectors(): duckdb.LogicalType {
    this.asMembers = this.canBeMembers && this.texts.length > 0;
    return this.asMembers ? duckdb.create_enum_type(this.texts) : duckdb.create_logical_type(duckdb.Type.VARCHAR);
  }

  override clear(): void {
    super.clear();
    this.numberOf.clear();
    this.texts.length = 0;
    this.numbers.fill(0);
    this.last = undefined;
    this.canBeMembers = true;
  }

  protected grow(rows: number): void {
    this.numbers = grown(this.numbers, Uint16Array, rows);
  }

  protected keep(row: number, cell: string | number | boolean): void {
    if (typeof cell !== "string") throw this.refused(cell);
    if (cell !== this.last) {
      this.last = cell;
      this.lastNumber = this.numberOf.get(cell) ?? this.add(cell);
    }
    this.numbers[row] = this.lastNumber;
  }

  protected copy(vector: duckdb.Vector, from: number, rows: number): void {
    if (!this.asMembers) this.copyTexts(vector, from, rows);
    // Up to 255 members the database numbers them in bytes.
    else if (this.texts.length > 255) copyNumbers(this.numbers, vector, from, rows);
    else copyNumbers(Uint8Array.from(this.numbers.subarray(from, from + rows)), vector, 0, rows);
  }

  private copyTexts(vector: duckdb.Vector, from: number, rows: number): void {
    for (let row = 0; row < rows; row++) {
      const text = this.texts[this.numbers[from + row]!];
      if (text !== undefined) duckdb.vector_assign_string_element(vector, row, text);
    }
  }

  private add(text: string): number {
    const number = this.texts.push(text) - 1;
    this.numberOf.set(text, number);
    this.canBeMembers &&= !text.includes("\0") && !/\p{Surrogate}/u.test(text);
    return number;
  }
}

const { BOOLEAN, INTEGER, DATE, DOUBLE, BIGINT, TIMESTAMP_TZ } = duckdb.Type;

const batchOf: Record<ColumnType, (name: string) => ColumnBatch> = {
  VARCHAR: (name) => new TextBatch(name),
  BOOLEAN: (name) => new NumberBatch(name, BOOLEAN, Uint8Array),
  INTEGER: (name) => new NumberBatch(name, INTEGER, Int32Array),
  DATE: (name) => new NumberBatch(name, DATE, Int32Array),
  DOUBLE: (name) => new NumberBatch(name, DOUBLE, Float64Array),
  BIGINT: (name) => new LongBatch(name, BIGINT, 1),
  // Cells are milliseconds, the database counts microseconds.
  TIMESTAMPTZ: (name) => new LongBatch(name, TIMESTAMP_TZ, 1000),
};

export function columnBatch(table: string, { name, type }: Pick<Column, "name" | "type">): ColumnBatch {
  return batchOf[type](`${table}.${name}`);
}

function grown<Of extends Numbers>(values: Of, Longer: new (length: number) => Of, length: number): Of {
  const longer = new Longer(length);
  longer.set(values);
  return longer;
}

function copyNumbers(values: Numbers, vector: duckdb.Vector, from: number, count: number): void {
  const size = values.BYTES_PER_ELEMENT;
  duckdb.copy_data_to_vector(vector, 0, values.buffer, from * size, count * size);
}
