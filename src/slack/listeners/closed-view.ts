/** Passes over Slack's word that the form was closed, or changed again, while an update of it was on its way. */
export function ignoreClosed(error: { data?: { error?: string } }): void {
  if (!["not_found", "hash_conflict"].includes(error.data?.error ?? "")) throw error;
}
