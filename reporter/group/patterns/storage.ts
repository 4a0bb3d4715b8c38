import type { Pattern } from '../pattern.ts';

/** The volume controllers, CSI sidecars and drivers. */
export const storage: readonly Pattern[] = [
  {
    reasons: ['FailedAttachVolume', 'FailedDetachVolume'],
    message: /^Multi-Attach error/,
    key: 'volume used elsewhere',
  },
  { reasons: ['FailedAttachVolume'], key: 'volume attach' },
  { reasons: ['FailedDetachVolume', 'FailedUnMount', 'FailedUnmapDevice'], key: 'volume detach' },
  {
    reasons: ['ProvisioningFailed'],
    message: /storageclass\.storage\.k8s\.io "([^"]+)" not found/,
    key: 'storage class $1 missing',
  },
  { reasons: ['ProvisioningFailed', 'FailedBinding'], key: 'volume provisioning' },
  { reasons: ['VolumeMismatch', 'ClaimLost', 'ClaimMisbound'] },
  {
    reasons: [
      'VolumeFailedDelete',
      'VolumeFailedRecycle',
      'ProvisioningCleanupFailed',
      'VolumeUnknownReclaimPolicy',
    ],
    key: 'volume removal',
  },
  {
    reasons: ['VolumeResizeFailed', 'FileSystemResizeFailed', 'ExternalExpanding'],
    key: 'volume resize',
  },
  { reasons: ['VolumeModifyFailed', 'VolumeConditionAbnormal'] },
  {
    reasons: [
      'SnapshotCreationFailed',
      'SnapshotContentCreationFailed',
      'SnapshotContentMissing',
      'SnapshotFinalizerError',
      'SnapshotDeletionError',
      'SnapshotDeletePending',
      'GetSnapshotClassFailed',
      'SnapshotStatusUpdateFailed',
    ],
    key: 'snapshot',
  },
];
