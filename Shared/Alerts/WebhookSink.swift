import Foundation
public import Providers

/// Alerts posted to a webhook as `{"text": …}`, which Slack and its like understand.
///
/// The address is a secret and stands in no message.
public struct WebhookSink: AlertSink {
  public let name = "webhook"
  private let url: String
  private let client: HTTPClient

  /// Alerts to an address, which is kept to itself; nil unless it is one of http or https.
  public init?(url: String, client: HTTPClient) {
    guard url.hasPrefix("https://") || url.hasPrefix("http://"), URL(string: url)?.host?.isEmpty == false else {
      return nil
    }
    self.url = url
    self.client = client
  }

  /// A client for webhooks: one request at a time, a second apart, and no circuit that opens: whoever posts waits by itself.
  public static func client() throws(HTTPFailure) -> HTTPClient {
    try HTTPClient { _ in
      var policy = SourcePolicy(interval: .seconds(1), concurrency: 1)
      policy.breakerFailures = .max
      return policy
    }
  }

  public func send(_ alert: Alert) async throws(AlertFailure) {
    let response: WebResponse
    do {
      let body = try JSONEncoder().encode(["text": alert.text])
      var limits = WebRequest.Limits()
      limits.total = .seconds(20)
      limits.bytes = 100_000
      response = try await client.send(
        WebRequest(
          .post, url, source: "webhook", headers: [.init("Content-Type", "application/json")], body: Array(body),
          limits: limits))
    } catch let failure as HTTPFailure {
      throw Self.failure(of: failure)
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .unreachable(reason: "the alert cannot be encoded")
    }
    guard response.isSuccess else { throw .refused(status: response.status) }
  }

  /// The failure without the address, which stands in libcurl's words and in the request's.
  private static func failure(of failure: HTTPFailure) -> AlertFailure {
    switch failure {
    case .status(let status, _, _): .refused(status: status)
    case .timedOut(let stage, _): .unreachable(reason: "it took too long, \(stage.rawValue)")
    case .connection: .unreachable(reason: "no connection")
    case .tooLarge: .unreachable(reason: "it answered too much")
    case .cutShort: .unreachable(reason: "it broke off in the middle of its answer")
    case .circuitOpen, .askedToWait: .unreachable(reason: "it asks to be left alone for a while")
    case .unusable: .unreachable(reason: "its address cannot be used")
    case .closed: .unreachable(reason: "the client is closed")
    }
  }
}
