/**
 * What the reporter keeps of a Kubernetes Event: a projection, never the whole object, so that memory
 * grows with what is remembered and not with what the API server sends. What other sources find out, such as
 * a crash in a pod's status, takes the same form.
 */
export interface EventRecord {
  readonly uid: string;
  /** Empty for what an object's own state tells. */
  readonly name: string;
  /** Where the Event object is stored; for cluster-scoped objects that is `default`. */
  readonly namespace: string;
  readonly resourceVersion: string;
  /** `Normal`, `Warning`, or whatever a custom controller wrote. */
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** How often it happened so far: max(count, series.count, 1). */
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  /** Milliseconds since the epoch: series.lastObservedTime, lastTimestamp, eventTime or creationTimestamp. */
  readonly lastSeen: number;
  /** reportingComponent (events.k8s.io) or source.component (core/v1); empty when neither is set. */
  readonly component: string;
  /** The node the component runs on (source.host), when it says so. */
  readonly host?: string;
  readonly action?: string;
  /** Tells the occurrences of one uid apart where the count does not. */
  readonly occurrence?: string;
  readonly involved: InvolvedObject;
}

/** core/v1 `involvedObject`, called `regarding` in events.k8s.io. */
export interface InvolvedObject {
  readonly apiVersion?: string;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
  readonly uid?: string;
  /** Such as `spec.containers{app}`. */
  readonly fieldPath?: string;
  readonly resourceVersion?: string;
}
