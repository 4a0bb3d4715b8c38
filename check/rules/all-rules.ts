import type { Rule } from '../rule/rule.ts';
import { t01 } from '../traps/t01-dotted-key.ts';
import { t02 } from '../traps/t02-unescaped-comma.ts';
import { t03 } from '../traps/t03-json-in-set.ts';
import { t04 } from '../traps/t04-empty-braces.ts';
import { t05 } from '../traps/t05-index-of-default.ts';
import { t06 } from '../traps/t06-holes.ts';
import { t07 } from '../traps/t07-text-map.ts';
import { t08 } from '../traps/t08-number-for-text.ts';
import { t09 } from '../traps/t09-float.ts';
import { t10 } from '../traps/t10-blanks-and-quotes.ts';
import { t11 } from '../traps/t11-backslashes.ts';
import { t12 } from '../traps/t12-template.ts';
import { t13 } from '../traps/t13-null.ts';
import { t14 } from '../traps/t14-scalar-over-map.ts';
import { t15 } from '../traps/t15-order-of-kinds.ts';
import { t16 } from '../traps/t16-json-integer.ts';
import { t17 } from '../traps/t17-blank-in-json.ts';
import { t18 } from '../traps/t18-literal-escape.ts';
import { t19 } from '../traps/t19-secret-on-command-line.ts';
import { t20 } from '../traps/t20-reuse-values.ts';
import { t21 } from '../traps/t21-empty-key.ts';
import { t22 } from '../traps/t22-unknown-key.ts';
import { t23 } from '../traps/t23-yaml-words.ts';
import { t24 } from '../traps/t24-large-number.ts';
import { t25 } from '../traps/t25-huge-integer.ts';
import { t26 } from '../traps/t26-duplicates.ts';
import { t27 } from '../traps/t27-comma-in-literal.ts';
import { t28 } from '../traps/t28-escaped-comma-in-list.ts';
import { t29 } from '../traps/t29-dot-before-index.ts';
import { t30 } from '../traps/t30-empty-map.ts';
import { t31 } from '../traps/t31-shell.ts';
import { v01 } from './v01-dead-key.ts';
import { v02 } from './v02-removed-key.ts';
import { v03 } from './v03-type.ts';
import { v04 } from './v04-version-as-number.ts';
import { v05 } from './v05-null-hole.ts';
import { v06 } from './v06-plain-secret.ts';
import { v07 } from './v07-secret-and-plain.ts';
import { v08 } from './v08-schema.ts';
import { v09 } from './v09-cluster-name.ts';
import { v10 } from './v10-dotted-name.ts';
import { v11 } from './v11-duplicate-names.ts';
import { v12 } from './v12-unreleased-key.ts';
import { v13 } from './v13-template-text.ts';
import { v14 } from './v14-ignore-comment.ts';

/** Every rule, in the order of their ids. */
export const allRules: readonly Rule[] = [
  t01,
  t02,
  t03,
  t04,
  t05,
  t06,
  t07,
  t08,
  t09,
  t10,
  t11,
  t12,
  t13,
  t14,
  t15,
  t16,
  t17,
  t18,
  t19,
  t20,
  t21,
  t22,
  t23,
  t24,
  t25,
  t26,
  t27,
  t28,
  t29,
  t30,
  t31,
  v01,
  v02,
  v03,
  v04,
  v05,
  v06,
  v07,
  v08,
  v09,
  v10,
  v11,
  v12,
  v13,
  v14,
];

export function ruleById(id: string): Rule | undefined {
  return allRules.find((rule) => rule.id === id.toUpperCase());
}
