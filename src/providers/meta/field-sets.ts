const CORE = "id,display_phone_number,status,quality_rating";

/** `health_status` on the number brings its account, portfolio and app along: one read says it all. */
export const NUMBER_FIELDS = [
  `${CORE},name_status,code_verification_status,platform_type,is_pin_enabled,is_on_biz_app,last_onboarded_time,health_status`,
  `${CORE},code_verification_status,health_status`,
  "id,health_status",
  CORE,
] as const;

export const ACCOUNT_FIELDS = [
  "id,account_review_status,business_verification_status",
  "id,account_review_status",
] as const;
