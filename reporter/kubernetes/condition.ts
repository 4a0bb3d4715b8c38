/**
 * Whether a condition of this type is bad news when it is `True`: Kubernetes' own, those of node-problem-detector and
 * its kin, and what controllers write. Others are good news, such as `Available`, or neither, such as k3s's `EtcdIsVoter`.
 */
export function isBadNews(type: string): boolean {
  return bad.test(type);
}

const bad =
  /Pressure$|Unavailable$|Problem|Deadlock|Readonly|ReadOnly|^Frequent|Corrupt|Unhealthy|Failure|Failed|Error|Hung|Degraded|Stalled|^Suspended$/;
