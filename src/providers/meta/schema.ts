import { z } from "zod";

// Only the fields we read. Meta adds values and keys without notice: text stays open, a wrong type reads as absent.
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
/** Not `z.coerce`: that reads an absent code as 0, which is a code of its own. */
const code = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]);
const id = z.union([z.string(), z.number().transform(String)]);

/** Keeps the items that fit and drops the rest, so that one odd item does not cost the whole answer. */
function listOf<T>(item: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
}

const HealthError = z.object({
  error_code: code,
  error_description: text,
  possible_solution: text,
});

const HealthEntity = z.object({
  entity_type: z.string(),
  id: id.optional().catch(undefined),
  can_send_message: text,
  errors: listOf(HealthError),
  additional_info: listOf(z.string()),
});

export const Health = z.object({ can_send_message: text, entities: listOf(HealthEntity) });
export type Health = z.infer<typeof Health>;

export const NumberNode = z.object({
  id,
  display_phone_number: text,
  status: text,
  quality_rating: text,
  name_status: text,
  code_verification_status: text,
  platform_type: text,
  is_pin_enabled: flag,
  is_on_biz_app: flag,
  last_onboarded_time: text,
  health_status: Health.optional().catch(undefined),
});
export type NumberNode = z.infer<typeof NumberNode>;

export const AccountNode = z.object({
  id,
  account_review_status: text,
  business_verification_status: text,
});
export type AccountNode = z.infer<typeof AccountNode>;

// `next` is a whole URL with the access token in it: only whether it is there gets past this line.
const Paging = z
  .object({ cursors: z.object({ after: text }).optional().catch(undefined), next: z.unknown().optional() })
  .transform(({ cursors, next }) => (next ? cursors?.after : undefined));

function pageOf<T>(item: z.ZodType<T>) {
  return z.object({ data: listOf(item), paging: Paging.optional().catch(undefined) });
}

export const NumbersPage = pageOf(z.object({ id, display_phone_number: z.string() }));
export const AccountsPage = pageOf(z.object({ id }));
export const PermissionsPage = pageOf(z.object({ permission: z.string(), status: z.string() }));
export const AnyNode = z.object({ id });

/** The envelope of every refusal; `error_data` is an object or a plain string and nothing we decide on. */
export const Refusal = z.object({
  error: z.object({
    code,
    error_subcode: code.optional().catch(undefined),
    is_transient: flag,
  }),
});
