import type { Redis } from 'ioredis';
import { z } from 'zod';
import { PREFIX, VERSION_LABEL, WIRE } from './wire.ts';

/** What a crawl says about itself. */
const CrawlCard = z.object({ owner: z.string().max(100), wire: z.string().max(20), version: z.string().max(100) });
export type CrawlCard = z.infer<typeof CrawlCard>;

/** What a worker says about itself. */
const WorkerCard = z.object({
  slots: z.int().min(1).max(10_000),
  wire: z.string().max(20),
  version: z.string().max(100),
});
export type WorkerCard = z.infer<typeof WorkerCard>;

const CRAWL = `${PREFIX}:crawl`;
const WORKERS = `${PREFIX}:workers`;
const workerKey = (id: string) => `${PREFIX}:worker:${id}`;

/** Workers that are looked at; more than these are only counted out. */
const MAX_WORKERS = 1000;

function read<T>(schema: z.ZodType<T>, text: string | null): T | undefined {
  if (text === null || text.length > 1000) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The crawl that uses this queue now. */
export async function presentCrawl(redis: Redis): Promise<CrawlCard | undefined> {
  return read(CrawlCard, await redis.get(CRAWL));
}

/**
 * Takes the queue for a crawl, or keeps it: one at a time, since each removes what is not its own. The same catalogue takes
 * over from itself, as a crawl that was killed could not say good-bye.
 *
 * @param owner names the catalogue
 * @returns whether the queue is ours
 */
export async function claimQueue(redis: Redis, owner: string, forMs: number): Promise<boolean> {
  const card = JSON.stringify({ owner, wire: WIRE, version: VERSION_LABEL } satisfies CrawlCard);
  if ((await redis.set(CRAWL, card, 'PX', forMs, 'NX')) === 'OK') return true;
  const present = await redis.get(CRAWL);
  // Ours ran out between the two questions.
  if (present === null) return claimQueue(redis, owner, forMs);
  if (read(CrawlCard, present)?.owner !== owner) return false;
  await redis.set(CRAWL, card, 'PX', forMs);
  return true;
}

/** Gives the queue back. */
export async function releaseQueue(redis: Redis, owner: string): Promise<void> {
  if ((await presentCrawl(redis))?.owner === owner) await redis.del(CRAWL);
}

/** A worker says that it is there. */
export async function announceWorker(redis: Redis, id: string, slots: number, forMs: number): Promise<void> {
  const card = JSON.stringify({ slots, wire: WIRE, version: VERSION_LABEL } satisfies WorkerCard);
  await redis.multi().set(workerKey(id), card, 'PX', forMs).sadd(WORKERS, id).exec();
}

/** A worker says good-bye. */
export async function dismissWorker(redis: Redis, id: string): Promise<void> {
  await redis.multi().del(workerKey(id)).srem(WORKERS, id).exec();
}

/** The workers that are there; those that were lost are forgotten. */
export async function presentWorkers(redis: Redis): Promise<WorkerCard[]> {
  const ids = (await redis.srandmember(WORKERS, MAX_WORKERS)) ?? [];
  if (ids.length === 0) return [];
  const cards = await redis.mget(ids.map(workerKey));
  const gone = ids.filter((_, i) => cards[i] === null);
  if (gone.length > 0) await redis.srem(WORKERS, gone);
  return cards.flatMap((text) => read(WorkerCard, text) ?? []);
}
