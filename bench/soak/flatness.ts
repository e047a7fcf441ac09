import { fitLine, mean, type Point } from "../load/statistics.ts";

export type Trend = {
  level: number;
  /** Per hour. */
  slope: number;
  /** Standard error of the slope. */
  noise: number;
  isFlat: boolean;
  /** Of ten stretches in turn: what climbs all the time is told from what took a step. */
  means: readonly number[];
};

const BLOCKS = 10;
const ERRORS = 3;
/** What grows by less over the whole time would take days to be felt, and does not last: caches and compiled code. */
const NEGLIGIBLE = 0.01;

/**
 * The least-squares slope of a series in hours. Neighbouring samples resemble each other, so the error is that of the
 * means of ten stretches, which hardly do.
 */
export function trendOf(points: readonly Point[]): Trend {
  const length = Math.floor(points.length / BLOCKS);
  const blocks = Array.from({ length: BLOCKS }, (_, at) => points.slice(at * length, (at + 1) * length));
  const means = blocks.map((block) => ({ x: mean(block.map(({ x }) => x)), y: mean(block.map(({ y }) => y)) }));
  const { slope, error } = fitLine(means);
  const level = mean(points.map(({ y }) => y));
  const hours = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  const isFlat = slope <= Math.max(ERRORS * error, (NEGLIGIBLE * level) / hours);
  return { level, slope, noise: error, isFlat, means: means.map(({ y }) => y) };
}
