/** Placeholder of the once-per-run preparation (a Postgres data folder, for one); filled in by the store's tests. */
export function setup(): void {}
