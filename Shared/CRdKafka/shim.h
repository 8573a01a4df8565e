#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

/* The library's own unions and variadic functions do not come through to Swift. */

/**
 * Enqueues a message, copying key and body. The partition is left to the partitioner, always: with a fixed one that
 * does not exist, the library before 2.12 frees the headers twice.
 *
 * On success the headers belong to the library; on an error, which the caller destroys, they remain the caller's.
 */
static inline rd_kafka_error_t *backcourt_produce(rd_kafka_t *client, const char *topic, const void *key,
                                                  size_t key_length, const void *body, size_t body_length,
                                                  rd_kafka_headers_t *headers, void *opaque) {
  rd_kafka_vu_t parts[7] = {0};
  parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
  parts[0].u.cstr = topic;
  parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
  parts[1].u.i32 = RD_KAFKA_PARTITION_UA;
  parts[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  parts[2].u.i = RD_KAFKA_MSG_F_COPY;
  parts[3].vtype = RD_KAFKA_VTYPE_KEY;
  parts[3].u.mem.ptr = (void *)key;
  parts[3].u.mem.size = key_length;
  parts[4].vtype = RD_KAFKA_VTYPE_VALUE;
  parts[4].u.mem.ptr = (void *)body;
  parts[4].u.mem.size = body_length;
  parts[5].vtype = RD_KAFKA_VTYPE_OPAQUE;
  parts[5].u.ptr = opaque;
  parts[6].vtype = RD_KAFKA_VTYPE_HEADERS;
  parts[6].u.headers = headers;
  return rd_kafka_produceva(client, parts, 7);
}

/** Lets the next `count` requests of one kind to a mock broker be carried out, but answered only after `delay_ms`. */
static inline void backcourt_mock_delay_answers(rd_kafka_mock_cluster_t *cluster, int32_t broker, int16_t api_key,
                                                size_t count, int delay_ms) {
  for (size_t i = 0; i < count; i++)
    rd_kafka_mock_broker_push_request_error_rtts(cluster, broker, api_key, 1, RD_KAFKA_RESP_ERR_NO_ERROR, delay_ms);
}
