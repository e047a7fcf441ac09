import type { Evidence } from "../../evidence.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Bans in every form. `DISABLED_UPDATE` is named after the worst case: its state decides, and REINSTATE is good news. */
export const ban: Rule = (evidence) => evidence.flatMap(concluded);

function concluded(item: Evidence): readonly Concluded[] {
  switch (item.kind) {
    case "ban": {
      const date = item.date === undefined ? {} : { date: item.date };
      if (item.state === "DISABLE") return [{ finding: { kind: "banned", by: "webhook" }, from: item }];
      if (item.state === "REINSTATE") return [{ finding: { kind: "reinstated", ...date }, from: item }];
      return [{ finding: { kind: "disable_scheduled", ...date }, from: item }];
    }
    case "node":
      return item.status === "BANNED" ? [{ finding: { kind: "banned", by: "node" }, from: item }] : [];
    case "sign":
      return item.sign === "status_banned" ? [{ finding: { kind: "banned", by: "node" }, from: item }] : [];
    case "account":
      return item.reviewStatus === "REJECTED" ? [{ finding: { kind: "banned", by: "review" }, from: item }] : [];
    case "account_deleted":
      return [{ finding: { kind: "account_deleted" }, from: item }];
    default:
      return [];
  }
}
