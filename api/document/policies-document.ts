import type { Server } from '../../catalog/store/servers.ts';
import type { PolicyVariants } from '../../policy/variants.ts';
import type { ApiPolicies } from '../model/api-policies.ts';
import { policyUrl } from '../paths.ts';

/** A line of the list of policies. */
export function policiesLine({ name, slug }: Server, variants: PolicyVariants): ApiPolicies {
  const variant = (id: keyof PolicyVariants) => ({ url: policyUrl(slug, id), policy: variants[id] });
  return {
    server: name,
    serverSlug: slug,
    recommended: variant('recommended'),
    readOnly: variant('readOnly'),
    strict: variant('strict'),
  };
}
