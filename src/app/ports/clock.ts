import type { Instant } from "../../domain/time.ts";

export type Clock = () => Instant;
export type Ids = () => string;
