/**
 * Runs a cdk8s serialization with keys in the order their author wrote them. cdk8s sorts them unless an
 * environment variable says otherwise, so it is set for this one call and put back.
 */
export function inAuthorsOrder<T>(serialize: () => T): T {
  const before = process.env.CDK8S_DISABLE_SORT;
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    return serialize();
  } finally {
    if (before === undefined) delete process.env.CDK8S_DISABLE_SORT;
    else process.env.CDK8S_DISABLE_SORT = before;
  }
}
