import type { FlagKind } from './flag.ts';

/**
 * Flags and what Helm 3.17 and 4.2 make of them, found by running both; JSON text, or `refused`.
 * A number written with a trailing n is an int64.
 */
export interface Vector {
  readonly flags: readonly (readonly [FlagKind, string])[];
  readonly values: string;
}

const set = (values: string, ...texts: readonly string[]): Vector => ({
  flags: texts.map((text) => ['set', text] as const),
  values,
});
const one = (kind: FlagKind, text: string, values: string): Vector => ({ flags: [[kind, text]], values });
const refused = 'refused';

export const vectors: readonly Vector[] = [
  set('{"a":true,"b":false,"c":null,"d":"~","e":"yes"}', 'a=true,b=FALSE,c=Null,d=~,e=yes'),
  set(
    '{"a":0,"b":"00","c":"007","d":-5,"e":5,"f":"1.5","g":"1e3","h":"0x1F","i":"1_000"}',
    'a=0,b=00,c=007,d=-5,e=+5,f=1.5,g=1e3,h=0x1F,i=1_000',
  ),
  set('{"a":0,"b":-7,"c":7}', 'a=-0,b=-007,c=+007'),
  set('{"a":9223372036854775807,"b":"9223372036854775808"}', 'a=9223372036854775807,b=9223372036854775808'),
  set('{"a":""}', 'a='),
  set('{"a":"x"}', 'a=x,'),
  set(refused, 'a=x,b'),
  set(refused, 'a=x,,b=y'),
  set('{"a":" x "," b ":" y "}', 'a= x , b = y '),
  set('{"configs":{"files":{"config":{"yaml":"foo"}}}}', 'configs.files.config.yaml=foo'),
  set('{"configs":{"files":{"config.yaml":"foo"}}}', 'configs.files.config\\.yaml=foo'),
  set('{"ann":{"kubernetes.io/ingress.class":"nginx"}}', 'ann.kubernetes\\.io/ingress\\.class=nginx'),
  set('{"url":"postgres://u:p","w@h/db?x":1}', 'url=postgres://u:p,w@h/db?x=1'),
  set('{"url":"postgres://u:p,w@h/db?x=1"}', 'url=postgres://u:p\\,w@h/db?x=1'),
  set(refused, 'pw=p@ss,w0rd'),
  set('{"a":"b=c"}', 'a=b=c'),
  set('{"a":["x"," y"]}', 'a={x, y}'),
  set('{"a":[1,true,null,""]}', 'a={1,true,null,}'),
  set('{"a":[""]}', 'a={}'),
  set('{"a":"[]"}', 'a=[]'),
  set(refused, 'a=[1,2]'),
  set('{"a":["\\"b\\":1"]}', 'a={"b":1}'),
  set('{"a":"{x,y}"}', 'a=\\{x\\,y\\}'),
  set(refused, 'a={x}y'),
  set(refused, 'a={x'),
  set(refused, 'a={{ .Values.x }}'),
  set('{"a":"C:tempnew"}', 'a=C:\\temp\\new'),
  set('{"a":"\\"quoted\\""}', 'a="quoted"'),
  set('{"a":[null,null,"x"]}', 'a[2]=x'),
  set('{"a":[{"b":"x","c":"y"}]}', 'a[0].b=x,a[0].c=y'),
  set('{"a":{"b":[{"c":[null,{"d":"x"}]}]}}', 'a.b[0].c[1].d=x'),
  set('{"a":[["x","y"]]}', 'a[0]={x,y}'),
  set('{"a":[]}', 'a[0]'),
  set(refused, 'a[-1]=x'),
  set(refused, 'a[x]=y'),
  set(refused, 'a[0]b=y'),
  set(refused, 'a[65537]=x'),
  set(refused, 'a=1', 'a.b=2'),
  set(refused, 'a=null', 'a.b=2'),
  set('{"a":2}', 'a.b=1', 'a=2'),
  set('{"a":[{"b":1}]}', 'a[0]=x', 'a[0].b=1'),
  set('{}', '.a=1', '=1', ''),
  set('{"a=b":"c","a[0]":"c"}', 'a\\=b=c', 'a\\[0\\]=c'),
  set('{"a":"x"}', 'a=x\\'),
  set(refused, 'a.=1'),
  set(refused, 'a..b=1'),
  set('{"a":{"b":1}}', 'a.b=1', 'a.=2'),
  set('{"a":[]}', 'a[0].b='),
  set('{"a":[{"b":""}]}', 'a[0]=x,a[0].b='),
  set('{"a":[["",""]]}', 'a[0][0]=,a[0][1]='),
  set('{"a":false,"b":"trueſ"}', 'a=falſe,b=trueſ'),
  one('set-string', 'a=1,b=true,c=null', '{"a":"1","b":"true","c":"null"}'),
  one('set-string', 'a={1,2}', '{"a":["1","2"]}'),
  one('set-json', 'a=1.0,b=1e3,c=12345678901234567890', '{"a":1,"b":1000,"c":12345678901234567000}'),
  one('set-json', 'a=1, b=2', '{"a":1," b":2}'),
  one('set-json', 'a=1 b=2', '{"a":1,"b":2}'),
  one('set-json', 'a=,b= ,c=1', '{"a":null,"b":null,"c":1}'),
  one('set-json', 'a=01', refused),
  one('set-json', 'a=1.', refused),
  one('set-json', 'a=1e999', refused),
  one('set-json', 'a=[1,{"b":"}]"}]c=2', '{"a":[1,{"b":"}]"}],"c":2}'),
  {
    flags: [
      ['set-json', 'a={"x":1}'],
      ['set-json', 'a={"y":2}'],
    ],
    values: '{"a":{"y":2}}',
  },
  one('set-json', 'a=', '{"a":null}'),
  one('set-json', 'a=foo', refused),
  one('set-file', 'a=C:\\x\\f.txt', refused),
  one('set-literal', 'a=1,2={x}\\y', '{"a":"1,2={x}\\\\y"}'),
  one('set-literal', 'a\\.b=c', '{"a\\\\":{"b":"c"}}'),
  one('set-literal', 'a[1].b=', '{"a":[null,{"b":""}]}'),
  {
    flags: [
      ['set', 'a=1'],
      ['set-json', 'a=3'],
      ['set-string', 'a=2'],
    ],
    values: '{"a":"2"}',
  },
  {
    flags: [
      ['set-literal', 'a=4'],
      ['set', 'a=1'],
      ['set-string', 'a=2'],
    ],
    values: '{"a":"4"}',
  },
  set(`{"a":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`, `${Array(31).fill('a').join('.')}=1`),
  set(refused, `${Array(32).fill('a').join('.')}=1`),
];
