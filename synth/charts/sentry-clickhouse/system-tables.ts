/**
 * System tables that a ClickHouse of 25.3 to 25.8 fills by its default configuration and that have the columns
 * event_date and event_time, by which old rows can be dropped. opentelemetry_span_log has neither: always off.
 */
export const systemTables = [
  'asynchronous_insert_log',
  'asynchronous_metric_log',
  'backup_log',
  'blob_storage_log',
  'crash_log',
  'error_log',
  'latency_log',
  'metric_log',
  'part_log',
  'processors_profile_log',
  'query_log',
  'query_metric_log',
  'query_thread_log',
  'query_views_log',
  's3queue_log',
  'session_log',
  'text_log',
  'trace_log',
  'zookeeper_log',
] as const;
