import type { Instant } from "../domain/time.ts";
import type { Gateway } from "../store/gateway.ts";

/** More tickets than anybody files between two backups. */
export const REF_GAP = 1_000;

/**
 * Slack went on while the database goes back in time. So: a message that may have been posted is looked up before it is
 * posted; cards that may show what is no longer so are drawn anew; and the number of a ticket that is lost is given to no
 * other, because the buttons of its card name it.
 */
export async function meetSlackAgain({ query }: Pick<Gateway, "query">, madeAt: Instant): Promise<void> {
  await query(`update teams set next_ref = next_ref + ${REF_GAP}`);
  await query("update notices set state = 'unknown' where ts is null and state in ('pending', 'sending')");
  await query(
    `update notices set sent_revision = least(sent_revision, wanted_revision - 1)
     from tickets
     where tickets.id = notices.ticket_id and notices.kind in ('card', 'checklist') and notices.ts is not null
       and (tickets.status <> 'resolved' or tickets.resolved_at > $1::timestamptz - interval '30 days')`,
    [madeAt],
  );
}
