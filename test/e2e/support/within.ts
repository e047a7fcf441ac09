/** For `vi.waitFor`: a busy machine may take long, an idle one is not kept waiting. */
export const WITHIN = { timeout: 30_000, interval: 50 };

/** A walk through a dozen presses, each of them seen on the card before the next. */
export const WALK_MS = 240_000;

export const SUPPORT = "#waba-support";
