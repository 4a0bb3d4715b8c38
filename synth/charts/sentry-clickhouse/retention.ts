/** Every place in which the operator asks what may be deleted. Without these it deletes claims with their owner. */
export const storageManagement = { provisioner: 'Operator', reclaimPolicy: 'Retain' } as const;

export const cleanup = {
  unknownObjects: { statefulSet: 'Delete', pvc: 'Retain', configMap: 'Delete', service: 'Delete' },
  reconcileFailedObjects: { statefulSet: 'Retain', pvc: 'Retain', configMap: 'Retain', service: 'Retain' },
} as const;
