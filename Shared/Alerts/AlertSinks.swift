public import Logging
import Providers

/// The sinks of an installation: always the log and a file, and a webhook where one is set.
public enum AlertSinks {
  /// The file's name in the data folder.
  public static let fileName = "alerts.jsonl"

  /// The sinks.
  ///
  /// - Throws: ``AlertFailure`` when the webhook's address is none, or libcurl cannot be set up.
  public static func open(folder: String, webhook: String?, logger: Logger) throws(AlertFailure) -> [any AlertSink] {
    var sinks: [any AlertSink] = [LogSink(logger: logger), FileSink(path: "\(folder)/\(fileName)")]
    guard let webhook else { return sinks }
    let client: HTTPClient
    do throws(HTTPFailure) {
      client = try WebhookSink.client()
    } catch {
      throw .unreachable(reason: "libcurl cannot be set up")
    }
    guard let sink = WebhookSink(url: webhook, client: client) else {
      throw .unreachable(reason: "BACKCOURT_ALERT_WEBHOOK is no address of http or https")
    }
    sinks.append(sink)
    return sinks
  }
}
