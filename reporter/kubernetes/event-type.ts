/**
 * Whether an event's type says that nothing is wrong. Some controllers, such as the Altinity operator, write
 * `Info` where Kubernetes has `Normal`.
 */
export function isNormal(type: string): boolean {
  return type === 'Normal' || type === 'Info';
}
