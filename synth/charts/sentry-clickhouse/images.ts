/** The images that the chart runs unless its values name others. */
export const clickhouseImage = image('altinity/clickhouse-server', '25.8.28.10001.altinitystable');

/** Keeper of the same line as the server, as the operator's makers ask for. */
export const keeperImage = image('altinity/clickhouse-keeper', '25.8.16.10002.altinitystable');

/** What runs the program that waits. */
export const waitImage = image('library/node', '24.21.0-alpine');

function image(repository: string, tag: string) {
  return { repository, tag, reference: `docker.io/${repository}:${tag}` };
}
