// Waits until ClickHouse is usable; bundled from wait/ of sentry-k8s by `npm run synth`.

// wait/main.ts
import { setTimeout as sleep } from "node:timers/promises";

// wait/verdict.ts
var fine = { missing: [], final: false };
function missing(...sentences) {
  return { missing: sentences, final: false };
}
function hopeless(...sentences) {
  return { missing: sentences, final: true };
}
function all(verdicts) {
  return {
    missing: verdicts.flatMap((verdict) => verdict.missing),
    final: verdicts.some(({ final }) => final)
  };
}

// wait/clickhouse.ts
var query = `SELECT
  (SELECT groupArray(host_name) FROM system.clusters WHERE cluster = {cluster:String}) AS hosts,
  (SELECT countIf(is_local) FROM system.clusters WHERE cluster = {cluster:String}) AS local,
  getMacro('replica') AS replica,
  getMacro('shard') AS shard,
  SESSIONS AS keeperSessions,
  (SELECT count() FROM system.replicas
    WHERE is_readonly OR is_session_expired OR active_replicas < total_replicas) AS troubled
FORMAT JSONEachRow`;
function asker(expected2, timeoutMs, port = 8123) {
  const { user, password, cluster } = expected2.clickhouse;
  const sessions = expected2.coordinated ? "(SELECT count() FROM system.zookeeper_connection)" : "0";
  const body = query.replace("SESSIONS", sessions);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return async (host) => {
    const url = new URL(`http://${host}:${port}/`);
    url.searchParams.set("param_cluster", cluster);
    url.searchParams.set("output_format_json_quote_64bit_integers", "0");
    try {
      const answer = await fetch(url, {
        method: "POST",
        body,
        headers: { authorization },
        signal: AbortSignal.timeout(timeoutMs)
      });
      const text = await answer.text();
      if (!answer.ok) return (text.split("\n")[0] ?? "").slice(0, 300);
      return JSON.parse(text);
    } catch (error) {
      return reason(error);
    }
  };
}
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
function judgeReplicas(expected2, views) {
  const spoken = [...views].flatMap(
    ([host, view]) => typeof view === "string" ? [] : [[host, view]]
  );
  const replicas = new Set(spoken.map(([, { replica }]) => replica));
  const shards = new Set(spoken.map(([, { shard }]) => shard));
  return all([
    ...[...views].map(
      ([host, view]) => typeof view === "string" ? missing(`ClickHouse ${host}: ${view}`) : judgeReplica(expected2, host, view)
    ),
    replicas.size === spoken.length ? fine : missing("ClickHouse: two replicas have the same macro `replica`"),
    shards.size <= 1 ? fine : missing("ClickHouse: the replicas disagree about the macro `shard`")
  ]);
}
function judgeReplica({ clickhouse, coordinated }, host, view) {
  const wanted = clickhouse.hosts.length;
  const say = (what) => missing(`ClickHouse ${host}: ${what}`);
  return all([
    view.hosts.length === wanted ? fine : say(`system.clusters has ${view.hosts.length} of ${wanted} hosts of ${clickhouse.cluster}`),
    view.local === 1 ? fine : say(`finds itself ${view.local} times in ${clickhouse.cluster}`),
    !coordinated || view.keeperSessions > 0 ? fine : say("has no session with a Keeper"),
    view.troubled === 0 ? fine : say(`${view.troubled} replicated tables are read-only or short of a replica`)
  ]);
}

// wait/expected.ts
function expectedFrom(env) {
  const text = (name) => {
    const value = env[name];
    if (value === void 0 || value === "") throw new Error(`the variable ${name} is not set`);
    return value;
  };
  const installation2 = (prefix) => ({
    name: text(`${prefix}_NAME`),
    task: text(`${prefix}_TASK`),
    cluster: text(`${prefix}_CLUSTER`),
    hosts: text(`${prefix}_HOSTS`).split(",")
  });
  return {
    namespace: text("NAMESPACE"),
    operatorVersion: text("OPERATOR_VERSION"),
    clickhouse: {
      ...installation2("CLICKHOUSE"),
      user: text("CLICKHOUSE_USER"),
      password: text("CLICKHOUSE_PASSWORD")
    },
    keeper: env.KEEPER_NAME ? installation2("KEEPER") : void 0,
    coordinated: text("COORDINATED") === "true",
    timeoutSeconds: Number(text("TIMEOUT_SECONDS"))
  };
}

// wait/keeper.ts
import { connect } from "node:net";
function monitor(host, port, timeoutMs) {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect({ host, port, timeout: timeoutMs }, () => socket.end("mntr"));
    socket.setEncoding("utf8");
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("timeout", () => socket.destroy());
    socket.on("error", () => {
    });
    socket.on("close", () => resolve(parse(text)));
  });
}
function parse(text) {
  const pairs = text.split("\n").map((line) => line.split("	")).flatMap(([key, value]) => key && value !== void 0 ? [[key, value]] : []);
  return pairs.length === 0 ? void 0 : new Map(pairs);
}
function judgeQuorum(answers) {
  const silent = [...answers].filter(([, answer]) => answer === void 0).map(([host]) => host);
  if (silent.length > 0) return missing(`Keeper: no answer from ${silent.join(", ")}`);
  const states = [...answers.values()].map((answer) => answer?.get("zk_server_state"));
  if (answers.size === 1) {
    return states[0] === "standalone" || states[0] === "leader" ? fine : missing(`Keeper: ${states[0]}`);
  }
  const leaders = [...answers.values()].filter((answer) => answer?.get("zk_server_state") === "leader");
  if (leaders.length !== 1) return missing(`Keeper: ${leaders.length} leaders of ${answers.size}`);
  const followers = Number(leaders[0]?.get("zk_synced_followers") ?? 0);
  if (followers >= answers.size - 1) return fine;
  return missing(`Keeper: ${followers} of ${answers.size - 1} followers are in step with the leader`);
}

// wait/kubernetes.ts
import { readFile } from "node:fs/promises";
var tokenFile = "/var/run/secrets/kubernetes.io/serviceaccount/token";
function inClusterReader(env, timeoutMs) {
  const server = `https://${hostOf(env.KUBERNETES_SERVICE_HOST ?? "")}:${env.KUBERNETES_SERVICE_PORT ?? "443"}`;
  return async (path) => {
    const token = await readFile(tokenFile, "utf8");
    const answer = await fetch(`${server}${path}`, {
      headers: { authorization: `Bearer ${token.trim()}` },
      signal: AbortSignal.timeout(timeoutMs)
    });
    if (!answer.ok) throw new Error(`GET ${path} was answered with ${answer.status}`);
    return answer.json();
  };
}
function hostOf(address) {
  return address.includes(":") ? `[${address}]` : address;
}

// wait/installation-status.ts
function judgeStatus(kind, { name, task }, status) {
  const what = `${kind} ${name}`;
  if (status.status === void 0)
    return missing(`${what}: the operator has not seen it; does it run, and watch this namespace?`);
  if (status.taskID !== task)
    return missing(`${what}: the operator is at task ${status.taskID ?? "(none)"}, not yet at ${task}`);
  if (status.status === "Completed") return fine;
  if (status.status === "Aborted") {
    const [newest = "no error told"] = status.errors ?? [];
    return hopeless(`${what}: the operator gave up: ${newest}`);
  }
  return missing(`${what}: ${status.status}`);
}
function judgeOperator(wanted, status) {
  const found = status["chop-version"];
  if (found === void 0 || found === wanted) return fine;
  if (isBefore(found, [0, 26]))
    return hopeless(`operator ${found} is too old: ON CLUSTER statements would hang; 0.26.0 is the oldest`);
  return fine;
}
function isBefore(version, [major, minor]) {
  const [foundMajor = 0, foundMinor = 0] = version.split(".").map(Number);
  return foundMajor < major || foundMajor === major && foundMinor < minor;
}

// wait/pods.ts
function judgePods(what, pods, wanted) {
  const ready = pods.filter(isReady);
  if (pods.length === wanted && ready.length === wanted) return fine;
  const others = pods.filter((pod) => !isReady(pod)).map(describe);
  const names = others.length === 0 ? "" : `; ${others.join(", ")}`;
  return missing(`${what}: ${ready.length} of ${wanted} pods are ready${names}`);
}
function isReady({ metadata, status }) {
  const ready = status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True");
  return metadata.deletionTimestamp === void 0 && ready === true;
}
function describe({ metadata, status }) {
  const state = metadata.deletionTimestamp === void 0 ? status?.phase ?? "unknown" : "terminating";
  return `${metadata.name} is ${state}`;
}

// wait/look.ts
var keeperKind = {
  title: "ClickHouseKeeperInstallation",
  api: "clickhouse-keeper.altinity.com",
  plural: "clickhousekeeperinstallations",
  label: "clickhouse-keeper.altinity.com/chk"
};
var clickhouseKind = {
  title: "ClickHouseInstallation",
  api: "clickhouse.altinity.com",
  plural: "clickhouseinstallations",
  label: "clickhouse.altinity.com/chi"
};
async function look(expected2, senses) {
  const { keeper, clickhouse } = expected2;
  const told = all([
    keeper === void 0 ? fine : await installation(keeperKind, keeper, expected2, senses.read),
    await installation(clickhouseKind, clickhouse, expected2, senses.read)
  ]);
  if (told.missing.length > 0) return told;
  const quorum = keeper === void 0 ? fine : judgeQuorum(await answersOf(keeper.hosts, senses.monitor));
  return all([quorum, judgeReplicas(expected2, await answersOf(clickhouse.hosts, senses.ask))]);
}
async function installation(kind, wanted, { namespace, operatorVersion }, read) {
  const { status = {} } = await read(
    `/apis/${kind.api}/v1/namespaces/${namespace}/${kind.plural}/${wanted.name}`
  );
  const selector = encodeURIComponent(`${kind.label}=${wanted.name}`);
  const { items } = await read(`/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`);
  return all([
    judgeOperator(operatorVersion, status),
    judgeStatus(kind.title, wanted, status),
    judgePods(`${kind.title} ${wanted.name}`, items, wanted.hosts.length)
  ]);
}
async function answersOf(hosts, ask) {
  return new Map(await Promise.all(hosts.map(async (host) => [host, await ask(host)])));
}

// wait/until-usable.ts
var outcomes = { usable: 0, late: 1, hopeless: 3 };
var pauseMs = 5e3;
var remindMs = 6e4;
async function untilUsable(expected2, { senses, now, sleep: sleep2, say }) {
  const start = now();
  const deadline = start + expected2.timeoutSeconds * 1e3;
  let told = "";
  let toldAt = start;
  for (; ; ) {
    const verdict = await look(expected2, senses).catch((error) => missing(String(error)));
    const seconds = Math.round((now() - start) / 1e3);
    if (verdict.missing.length === 0) {
      say(
        `usable after ${seconds} s: ${expected2.clickhouse.hosts.length} replica(s) of ${expected2.clickhouse.cluster}`
      );
      return "usable";
    }
    const text = verdict.missing.join("\n  ");
    if (text !== told || now() - toldAt >= remindMs) {
      say(`after ${seconds} s:
  ${text}`);
      told = text;
      toldAt = now();
    }
    if (verdict.final) return "hopeless";
    if (now() + pauseMs > deadline) {
      say(`not usable within ${expected2.timeoutSeconds} s`);
      return "late";
    }
    await sleep2(pauseMs);
  }
}

// wait/main.ts
var patienceMs = 5e3;
var expected = expectedFrom(process.env);
for (const name of ["SIGTERM", "SIGINT"]) process.once(name, () => process.exit(1));
var outcome = await untilUsable(expected, {
  senses: {
    read: inClusterReader(process.env, patienceMs),
    monitor: (host) => monitor(host, 2181, patienceMs),
    ask: asker(expected, patienceMs)
  },
  now: () => performance.now(),
  sleep,
  say: (line) => process.stdout.write(`${line}
`)
});
process.exit(outcomes[outcome]);
