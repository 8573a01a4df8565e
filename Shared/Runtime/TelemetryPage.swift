import Foundation
import Telemetry

/// What a process tells of itself over HTTP, whatever serves it.
public struct TelemetryPage: Sendable {
  /// Where each page is.
  public enum Path: String, CaseIterable, Sendable {
    /// Whether the process lives.
    case health = "/healthz"
    /// Whether it can work now.
    case readiness = "/readyz"
    /// What it counts and measures.
    case metrics = "/metrics"
  }

  /// The HTTP status.
  public let status: Int
  /// The media type of the body.
  public let mediaType: String
  /// The body.
  public let body: [UInt8]

  /// The page at a path, as things stand.
  public init(_ path: Path, of environment: ServiceEnvironment) async throws {
    switch path {
    case .health:
      let (isGood, words) = environment.liveness
      self = try Self.verdict(isGood, isGood ? "ok" : "stuck", words)
    case .readiness:
      let (isGood, words) = await environment.readiness()
      self = try Self.verdict(isGood, isGood ? "ready" : "not ready", words)
    case .metrics:
      let text = await environment.metricsText()
      self.init(status: 200, mediaType: MetricRegistry.mediaType, body: Array(text.utf8))
    }
  }

  private init(status: Int, mediaType: String, body: [UInt8]) {
    (self.status, self.mediaType, self.body) = (status, mediaType, body)
  }

  private static func verdict(_ isGood: Bool, _ word: String, _ words: [String: String]) throws -> TelemetryPage {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = words.merging(["status": word, "version": ServiceHost.version]) { _, ours in ours }
    return TelemetryPage(
      status: isGood ? 200 : 503, mediaType: "application/json", body: Array(try encoder.encode(body)))
  }
}
