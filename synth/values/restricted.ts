import { podSecurityContext, securityContext } from './kubernetes.ts';
import { object } from './spec.ts';

/** A pod's security context that meets the restricted Pod Security Standard; `id` is user and group. */
export function restrictedPod(id: number) {
  return {
    runAsNonRoot: true,
    runAsUser: id,
    runAsGroup: id,
    fsGroup: id,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The security contexts of a pod of this project's own programs, which write nothing and need no user of their own. */
export function restrictedValues(podDoc: string) {
  return {
    podSecurityContext: object({ doc: podDoc, default: restrictedPod(65532), schema: podSecurityContext }),
    securityContext: object({
      doc: 'Security context of the container.',
      default: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
      schema: securityContext,
    }),
  };
}
