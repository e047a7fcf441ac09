import type { DeliveryStore } from "../app/ports/store.ts";
import type { StoreContext } from "./context.ts";

export function createDeliveryStore({ db, teamId }: StoreContext): DeliveryStore {
  return {
    async takeOn(key, at) {
      const taken = await db
        .insertInto("deliveries")
        .values({ team_id: teamId, key, received_at: at })
        .onConflict((conflict) => conflict.columns(["team_id", "key"]).doNothing())
        .returning("key")
        .execute();
      return taken.length > 0;
    },

    async giveUp(key) {
      await db.deleteFrom("deliveries").where("team_id", "=", teamId).where("key", "=", key).execute();
    },
  };
}
