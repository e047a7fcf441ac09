import { HOUR } from "../../time.ts";
import { CONDITIONS, REGISTRATION_GATES } from "../conditions.ts";
import type { Playbook } from "../playbook.ts";

export const PIN = {
  path: "pin",
  title: "PIN: set a new one, register once",
  version: 1,
  steps: [
    {
      id: "pin.confirm",
      title: "Confirm that it is the PIN",
      who: ["support"],
      needs: ["find.where"],
      gates: [CONDITIONS.pin_indicated],
      does: "Enough is: 133005, 133008, 133009, details that speak of a PIN; or a registration or PIN change shortly before.",
      careful:
        "A clean Business Support Home alone is only a guess, although one article takes it for proof. With a clear PIN code there is no need to wait for the admin's look.",
      verifiedBy: { words: "the code on the ticket, or a dated change" },
      sources: ["C2", "C7", "C16", "C17", "C21", "C35", "C-G3", "V12"],
    },
    {
      id: "pin.stop_guessing",
      title: "Stop every register and PIN attempt",
      who: ["sender"],
      needs: [],
      does: "Turn off automatic registration and Connect buttons.",
      careful: "Guesses lead to a lock-out that grows.",
      verifiedBy: { words: "a named person confirms" },
      outside:
        "Please turn off automatic registration, and let nobody press Connect or try PINs for this number. Each wrong try makes the wait longer. Tell us who confirmed it.",
      sources: ["C39", "meta:two-step", "wapisnap:faq"],
    },
    {
      id: "pin.wait",
      title: "Wait until registering is allowed again",
      who: ["support"],
      needs: [],
      gates: [CONDITIONS.wait_date_passed],
      shownWhen: CONDITIONS.wait_named,
      does: "The wait is in the error's details; for 133016 it is 72 hours.",
      careful: "A try before that may start the wait again.",
      verifiedBy: { words: "the time is over" },
      timer: {
        starts: "open",
        afterMs: [72 * HOUR],
        until: "register_wait",
        says: "The wait for registering should be over. Check the time in the error before anybody tries.",
      },
      sources: ["meta:error-codes", "meta:registration"],
    },
    {
      id: "pin.find_owner",
      title: "Find out who set the PIN",
      who: ["support"],
      needs: [],
      does: "Ask the password manager, the person who onboarded the number, and the former provider.",
      careful: "Nobody writes the PIN into Slack, a ticket or an e-mail.",
      verifiedBy: { words: "“known” or “not known”, with a name" },
      sources: ["C17", "C48"],
    },
    {
      id: "pin.set_new",
      title: "Set a new PIN",
      who: ["admin", "provider"],
      needs: ["pin.confirm", "pin.stop_guessing", "pin.wait"],
      does: "By API, without the old PIN (whoever has access), or in WhatsApp Manager → Phone numbers → the number → Two-step verification.",
      careful:
        "Switching it off works in WhatsApp Manager only, by a link to the portfolio's e-mail. Check that this mailbox is read.",
      verifiedBy: { words: "a PIN_CHANGED signal, or the admin's word with a time" },
      outside:
        "Please set a new six-digit PIN for this number: WhatsApp Manager → Phone numbers → the number → Two-step verification, or by API. Tell us when it was done. Please never write the PIN itself to us or into a ticket.",
      sources: ["C36", "C38", "meta:two-step", "meta:phone-numbers"],
    },
    {
      id: "pin.store",
      title: "Put the PIN into the password manager",
      who: ["admin"],
      needs: ["pin.set_new"],
      does: "Record where it lies, never what it is.",
      verifiedBy: { words: "where it is kept, who, when" },
      outside:
        "Please put the new PIN into your password manager and tell us only the name of the entry and who can open it.",
      sources: ["C38", "C48", "C-G6"],
    },
    {
      id: "pin.same_everywhere",
      title: "Use the same PIN in every system",
      who: ["sender"],
      needs: ["pin.store"],
      does: "Update each system that can register or verify this number.",
      careful: "One forgotten system repeats the mismatch.",
      verifiedBy: { words: "the list of systems checked" },
      outside:
        "Please enter the new PIN from the password manager in every system that can register or verify this number, and send us the list of systems you checked.",
      sources: ["C39", "C-G6"],
    },
    {
      id: "pin.reverify",
      title: "Verify the number again by code",
      who: ["admin"],
      needs: ["pin.set_new"],
      shownWhen: CONDITIONS.reverification_asked,
      does: "Ask for one code by SMS or voice, enter it once.",
      careful: "Check first that the number can receive it.",
      verifiedBy: { words: "code_verification_status is VERIFIED", proof: "code_verified" },
      outside:
        "Meta asks to verify the number again. First check that it can receive a call or a text, then ask for one code and enter it once.",
      sources: ["meta:error-codes", "meta:registration"],
    },
    {
      id: "pin.register_once",
      title: "Register once",
      who: ["provider", "sender"],
      needs: ["pin.same_everywhere", "pin.wait", "pin.reverify", "find.attempts"],
      gates: [
        ...REGISTRATION_GATES,
        CONDITIONS.nothing_listed,
        CONDITIONS.no_payment_block,
        CONDITIONS.technical_lock_answered,
        CONDITIONS.register_wait_over,
        CONDITIONS.attempts_known,
        CONDITIONS.three_attempts_left,
      ],
      does: "One call, by the provider or whoever owns the API access. It may take a minute. Read the number's state before anything else.",
      careful:
        "Answer 131031: still locked, go on as a technical lock. 133005: stop, the PIN is still not the same. Do not repeat either.",
      verifiedBy: {
        words: "platform_type CLOUD_API and no registration error; then prove that it works",
        proof: "registered",
      },
      changesRegistration: true,
      attempt: "register",
      outside:
        "Please register the number once with the new PIN. The call may take a minute; do not repeat it. Then send us the whole answer, also when it is an error.",
      sources: ["C37", "C40", "C57", "meta:registration", "field report"],
    },
  ],
} as const satisfies Playbook;
