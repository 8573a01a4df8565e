#include <curl/curl.h>

/* Variadic functions do not come through to Swift; each kind of option has a function here. */

static inline CURLcode backcourt_curl_number(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode backcourt_curl_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode backcourt_curl_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode backcourt_curl_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode backcourt_curl_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*backcourt_curl_sink)(char *bytes, size_t size, size_t count, void *opaque);

static inline CURLcode backcourt_curl_callback(CURL *easy, CURLoption option, backcourt_curl_sink sink) {
  return curl_easy_setopt(easy, option, sink);
}

static inline CURLcode backcourt_curl_status(CURL *easy, long *status) {
  return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, status);
}

static inline CURLcode backcourt_curl_version(CURL *easy, long *version) {
  return curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, version);
}

static inline CURLcode backcourt_curl_connects(CURL *easy, long *connects) {
  return curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, connects);
}

static inline CURLMcode backcourt_curl_multi_number(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

/** The next finished transfer and its result; null when there is none. */
static inline CURL *backcourt_curl_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message = curl_multi_info_read(multi, &left);
  while (message != NULL && message->msg != CURLMSG_DONE) message = curl_multi_info_read(multi, &left);
  if (message == NULL) return NULL;
  *result = message->data.result;
  return message->easy_handle;
}
