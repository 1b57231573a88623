/**
 * The random numbers of the synthetic histories: seeded, so that the same seed gives the same bytes on every machine.
 * The generator is sfc32 (Chris Doty-Humphrey's "small fast counter", 128 bits of state), seeded by the splitmix32 finaliser.
 * Every account draws from a stream of its own: account 17 is the same customer among 100 accounts as among 100,000.
 */

export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, with probability proportional to its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** Mean 0, variance 1, never beyond 3.5: four uniforms added up, which needs no function that differs between platforms. */
  bell(): number;
  /** How many times something happens that happens `mean` times on average. */
  times(mean: number): number;
}

/** The stream of one thing (`"tickets"`) of one account. */
export function randomFor(seed: number, stream: string, index: number): Random {
  let state = seed >>> 0;
  for (const letter of stream) state = mix(state ^ letter.codePointAt(0)!);
  state = mix(state ^ index);
  const words = [0, 1, 2, 3].map(() => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  });
  return drawingFrom(sfc32(words[0]!, words[1]!, words[2]!, words[3]!));
}

/** The finaliser of splitmix32: spreads every bit of the input over the output. */
function mix(word: number): number {
  let mixed = word >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function sfc32(first: number, second: number, third: number, counter: number): () => number {
  let [a, b, c, d] = [first | 0, second | 0, third | 0, counter | 0];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  // The first outputs still show the seed; its author recommends twelve rounds before use.
  for (let round = 0; round < 12; round++) next();
  return next;
}

function drawingFrom(unit: () => number): Random {
  const between = (from: number, to: number) => from + (to - from) * unit();
  const bell = () => (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3);
  return {
    unit,
    between,
    bell,
    whole: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    chance: (probability) => unit() < probability,
    pick: (list) => list[Math.floor(unit() * list.length)]!,
    weighted: (choices) => {
      let left = unit() * choices.reduce((total, [, weight]) => total + weight, 0);
      for (const [value, weight] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return choices.at(-1)![0];
    },
    times: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + bell() * Math.sqrt(mean)));
      const floor = Math.exp(-mean);
      let product = unit();
      let count = 0;
      for (; product > floor; count++) product *= unit();
      return count;
    },
  };
}
