import type { Delivery, Notice, Outbox } from "../../webhooks/outbox.ts";
import type { About } from "../notices.ts";
import { accountIdOf, phoneNumberIdOf, type World } from "../world.ts";
import type { Stage, Story } from "./story.ts";

/** Where a story stands. */
export type Told = {
  story: Story;
  stage: Stage;
  /** Since when, in seconds; `null` for the first stage, which nobody entered. */
  since: number | null;
  paste: string | null;
  /** What was pushed on the way in. */
  deliveries: readonly Delivery[];
};

export type Stories = {
  told(): readonly Told[];
  /** Changes the number at once, then pushes what the providers tell, when somebody listens. */
  setStage(number: string, stage: string): Promise<readonly Delivery[]>;
  /** Sends the notices of the present stage again, byte for byte. */
  tellAgain(number: string): Promise<readonly Delivery[]>;
  /** Only the places: `{"+1555…": {"stage": "locked", "since": 1795305600}}`. */
  places(): Readonly<Record<string, Place>>;
  /** Back to places that were saved, without telling anybody; a place that is none any more is left out. */
  restore(places: Readonly<Record<string, Place>>): void;
  /** Called when a story moved on or a delivery was answered. */
  onChange(listener: () => void): void;
};
export type Place = { stage: string; since: number | null };

type Settings = {
  stories: readonly Story[];
  world: World;
  outbox: Outbox;
  /** Seconds since 1970. */
  now: () => number;
};

export function createStories({ stories, world, outbox, now }: Settings): Stories {
  const listeners: (() => void)[] = [];
  const told = new Map(stories.map((story) => [story.number, enter(story, story.stages[0], null)]));

  function enter(story: Story, stage: Stage, since: number | null): Told {
    world.setLook(story.number, stage);
    return { story, stage, since, paste: stage.paste?.(aboutOf(story, stage, since ?? now())) ?? null, deliveries: [] };
  }

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function at(number: string): Told {
    const known = told.get(number);
    if (known) return known;
    throw new Error(`No story is told about ${number}. Known: ${[...told.keys()].join(", ")}.`);
  }

  /** Nobody listening is no failure; each delivery is kept as it comes, for a page that looks on. */
  async function push(number: string, deliver: (keep: (one: Delivery) => void) => Promise<void>) {
    const { stage, since } = at(number);
    await deliver((one) => {
      const present = at(number);
      if (present.stage !== stage || present.since !== since) return;
      told.set(number, { ...present, deliveries: [...present.deliveries, one] });
      changed();
    });
    return at(number).deliveries;
  }

  return {
    told: () => [...told.values()],
    async setStage(number, id) {
      const { story } = at(number);
      const stage = story.stages.find((one) => one.id === id);
      if (!stage) throw new Error(`The story "${story.id}" has no stage "${id}". Known: ${idsOf(story)}.`);
      const since = now();
      const notices: readonly Notice[] = stage.notices?.(aboutOf(story, stage, since)) ?? [];
      told.set(number, enter(story, stage, since));
      changed();
      if (!outbox.isAimed()) return [];
      return push(number, async (keep) => {
        for (const notice of notices) keep(await outbox.push(notice));
      });
    },
    tellAgain(number) {
      const before = at(number).deliveries.filter(({ repeats }) => repeats === undefined);
      return push(number, async (keep) => {
        for (const { n } of before) keep(await outbox.redeliver(n));
      });
    },
    places: () =>
      Object.fromEntries([...told].map(([number, { stage, since }]) => [number, { stage: stage.id, since }])),
    restore(places) {
      for (const { story } of told.values()) {
        const place = places[story.number];
        const stage = story.stages.find(({ id }) => id === place?.stage);
        if (place && stage) told.set(story.number, enter(story, stage, place.since));
      }
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function idsOf({ stages }: Story): string {
  return stages.map(({ id }) => id).join(", ");
}

function aboutOf({ number }: Story, { phoneNumberId = phoneNumberIdOf(number) }: Stage, at: number): About {
  return { number, accountId: accountIdOf(number), phoneNumberId, at };
}
