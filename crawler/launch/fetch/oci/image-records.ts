/** The documents of an image: https://github.com/opencontainers/image-spec and Docker's schema 2. Only the fields used. */
import { z } from 'zod';

const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'is no SHA-256 digest');

/** What a document says about another one or about a blob. */
const Descriptor = z.object({
  mediaType: z.string().max(200).default(''),
  digest: Digest,
  size: z.int().min(0),
});

/** A list of manifests, one per platform. */
export const ImageIndex = z.object({
  manifests: z
    .array(
      Descriptor.extend({
        platform: z
          .object({
            os: z.string().max(100),
            architecture: z.string().max(100),
            variant: z.string().max(100).optional(),
          })
          .optional(),
      }),
    )
    .max(1000),
});

/** More layers than any storage driver takes (Docker's limit is 127). */
const MAX_LAYERS = 128;

export const ImageManifest = z.object({ config: Descriptor, layers: z.array(Descriptor).max(MAX_LAYERS) });
export type ImageManifest = z.infer<typeof ImageManifest>;

const absentWhenNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value ?? undefined, schema.optional());
const Words = z.array(z.string().max(20_000)).max(500);

export const ImageConfig = z.object({
  os: z.string().max(100).default('linux'),
  architecture: z.string().max(100),
  config: absentWhenNull(
    z.object({
      Entrypoint: absentWhenNull(Words),
      Cmd: absentWhenNull(Words),
      Env: absentWhenNull(Words),
      WorkingDir: absentWhenNull(z.string().max(4000)),
      Labels: absentWhenNull(z.record(z.string(), z.string().max(20_000))),
    }),
  ),
  rootfs: z.object({ diff_ids: z.array(Digest).max(MAX_LAYERS) }),
});
export type ImageConfig = z.infer<typeof ImageConfig>;
