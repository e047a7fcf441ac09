import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { StoredDiagnosis, TicketRecord } from "../../app/ports/store.ts";
import { type Mrkdwn, sentence } from "../mrkdwn.ts";
import { refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import { buildSorryView } from "../views/loading-view.ts";

export type ActionArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

type PressedAction = { action_id: string; value?: string; selected_option?: { value: string } | null };

/** A pressed button as a handler needs it, whichever surface it sits on. */
export type Press = {
  by: string;
  actionId: string;
  action: PressedAction;
  /** The button's value, parsed; ids to resolve, never facts. */
  json: unknown;
  channel: string | undefined;
  /** Whether the message with the button is visible to this person alone. */
  isEphemeral: boolean;
  /** Slack hears, once, that the press arrived: as soon as it is stored, or else when its person was answered. */
  acked(): Promise<void>;
  /** Says something only this person sees. */
  tell(text: string | Mrkdwn): Promise<void>;
  /** Opens a modal, or pushes it when the button sits in one. */
  open(view: ModalView): Promise<void>;
  /** The modal the button sits in. */
  viewId: string | undefined;
  viewCallback: string | undefined;
  respond: ActionArgs["respond"];
  triggerId: string;
};

export function readPress(surface: Pick<Surface, "clients" | "log">, args: ActionArgs): Press {
  const { body, respond } = args;
  const action = args.action as PressedAction;
  const { interactive } = surface.clients;
  let acking: Promise<void> | undefined;
  function acked(): Promise<void> {
    acking ??= args.ack().catch((err) => surface.log.warn({ err }, "Slack had given a press up"));
    return acking;
  }
  return {
    by: body.user.id,
    actionId: action.action_id,
    action,
    json: parse(action.selected_option?.value ?? action.value),
    channel: body.channel?.id,
    isEphemeral: body.container?.is_ephemeral === true,
    acked,
    async tell(text) {
      if (body.view !== undefined) {
        await interactive.views.push({ trigger_id: body.trigger_id, view: buildSorryView("Please note", text) });
      } else if (body.response_url !== undefined) {
        const thread = threadOf(body);
        await respond({
          response_type: "ephemeral",
          replace_original: false,
          text: sentence(text).mrkdwn,
          ...(thread === undefined ? {} : { thread_ts: thread }),
        });
      }
    },
    async open(view) {
      const open = body.view === undefined ? interactive.views.open : interactive.views.push;
      await open({ trigger_id: body.trigger_id, view });
    },
    viewId: body.view?.id,
    viewCallback: body.view?.callback_id,
    respond,
    triggerId: body.trigger_id,
  };
}

function threadOf(body: BlockAction): string | undefined {
  const thread = (body.message as { thread_ts?: string } | undefined)?.thread_ts ?? body.container?.thread_ts;
  return typeof thread === "string" ? thread : undefined;
}

function parse(value: string | undefined): unknown {
  try {
    return JSON.parse(value ?? "");
  } catch {
    return value;
  }
}

/** The ticket a button belongs to; undefined where nothing can be done on it, and then the person was told. */
export async function ticketOf(
  { store, playbooks }: Pick<Surface, "store" | "playbooks">,
  press: Press,
  ref: string | undefined,
): Promise<TicketRecord | undefined> {
  const record = ref === undefined ? undefined : await store.tickets.load({ ref });
  if (record !== undefined && record.ticket.erasedAt === null) return record;
  const refusal =
    record === undefined
      ? ({ refused: "no_such_ticket", ref: String(ref) } as const)
      : ({ refused: "erased" } as const);
  await press.tell(refusalWords(refusal, playbooks));
  return undefined;
}

/** The diagnosis a button belongs to. */
export async function diagnosisOf(surface: Surface, press: Press): Promise<StoredDiagnosis | undefined> {
  const { d } = (typeof press.json === "object" && press.json !== null ? press.json : {}) as { d?: unknown };
  return typeof d === "string" ? surface.store.diagnoses.load(d) : undefined;
}
