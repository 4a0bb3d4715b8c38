import { pod, type Shape, uid } from './shape.ts';

const claim = 'PersistentVolumeClaim/data-db-2';

/** The volume controllers, CSI sidecars and snapshots. */
export const storage: readonly Shape[] = [
  [
    'FailedAttachVolume',
    'attachdetach-controller',
    `Pod/${pod}`,
    `Multi-Attach error for volume "pvc-${uid}" Volume is already used by pod(s) other-0`,
    'Deployment/api: volume used elsewhere',
  ],
  [
    'FailedAttachVolume',
    'attachdetach-controller',
    `Pod/${pod}`,
    `Multi-Attach error for volume "pvc-${uid}" Volume is already exclusively attached to one node and can't be attached to another`,
    'Deployment/api: volume used elsewhere',
  ],
  [
    'FailedAttachVolume',
    'attachdetach-controller',
    `Pod/${pod}`,
    `AttachVolume.Attach failed for volume "pvc-${uid}" : rpc error: code = Internal desc = Could not attach volume "vol-0a1b2c3d4e5f60718" to node "i-0123456789abcdef0": attachment of disk failed, expected device to be attached but was attaching`,
    'Deployment/api: volume attach',
  ],
  [
    'FailedDetachVolume',
    'attachdetach-controller',
    'Node/node-1',
    `DetachVolume.Detach failed for volume "pvc-${uid}" : rpc error: code = DeadlineExceeded`,
    'Node/node-1: volume detach',
  ],
  [
    'ProvisioningFailed',
    'persistentvolume-controller',
    claim,
    'storageclass.storage.k8s.io "fast" not found',
    'PersistentVolumeClaim/data-db: storage class fast missing',
  ],
  [
    'ProvisioningFailed',
    `ebs.csi.aws.com_ebs-csi-controller-6d5f7c9b8d-x2x7k_${uid}`,
    claim,
    'failed to provision volume with StorageClass "gp3": rpc error: code = ResourceExhausted desc = request timed out',
    'PersistentVolumeClaim/data-db: volume provisioning',
  ],
  [
    'ProvisioningFailed',
    `ebs.csi.aws.com_ebs-csi-controller-6d5f7c9b8d-x2x7k_${uid}`,
    claim,
    'failed to provision volume with StorageClass "gp3": error generating accessibility requirements: no available topology found',
    'PersistentVolumeClaim/data-db: volume provisioning',
  ],
  [
    'FailedBinding',
    'persistentvolume-controller',
    claim,
    'no persistent volumes available for this claim and no storage class is set',
    'PersistentVolumeClaim/data-db: volume provisioning',
  ],
  [
    'ClaimLost',
    'persistentvolume-controller',
    claim,
    'Bound claim has lost its PersistentVolume. Data on the volume is lost!',
    'PersistentVolumeClaim/data-db: ClaimLost',
  ],
  [
    'VolumeMismatch',
    'persistentvolume-controller',
    claim,
    'Cannot bind to requested volume "pv-1": requested PV is too small',
    'PersistentVolumeClaim/data-db: VolumeMismatch',
  ],
  [
    'VolumeFailedDelete',
    `ebs.csi.aws.com_ebs-csi-controller-6d5f7c9b8d-x2x7k_${uid}`,
    `PersistentVolume/pvc-${uid}`,
    'rpc error: code = Internal desc = Could not delete volume ID "vol-0a1b2c3d4e5f60718": VolumeInUse',
    `PersistentVolume/pvc-${uid}: volume removal`,
  ],
  [
    'VolumeResizeFailed',
    'external-resizer ebs.csi.aws.com',
    claim,
    `resize volume "pvc-${uid}" by resizer "ebs.csi.aws.com" failed: rpc error: code = Internal desc = modification rate exceeded`,
    'PersistentVolumeClaim/data-db: volume resize',
  ],
  [
    'FileSystemResizeFailed',
    'kubelet',
    `Pod/${pod}`,
    `MountVolume.NodeExpandVolume failed for volume "pvc-${uid}" requested read-only file system`,
    'Deployment/api: volume resize',
  ],
  [
    'SnapshotContentCreationFailed',
    'snapshot-controller',
    'VolumeSnapshot/nightly',
    'Failed to create snapshot content with error snapshot controller failed to update nightly on API server: cannot get claim from snapshot',
    'VolumeSnapshot/nightly: snapshot',
  ],
  [
    'SnapshotCreationFailed',
    'csi-snapshotter ebs.csi.aws.com',
    `VolumeSnapshotContent/snapcontent-${uid}`,
    'Failed to create snapshot: error listing snapshots: rpc error: code = Unavailable',
    `VolumeSnapshotContent/snapcontent-${uid}: snapshot`,
  ],
];
