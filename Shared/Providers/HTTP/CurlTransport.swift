import CCurl
import Foundation
import Synchronization

/// libcurl's multi interface on a thread of its own: one cache of connections for all requests.
///
/// Everything of libcurl's but the wake-up is touched by that thread alone, so handles need no lock. The thread ends when
/// the transport is closed or given up.
final class CurlTransport: Sendable {
  private let engine: CurlEngine

  /// - Throws: ``HTTPFailure/unusable(request:reason:)`` when libcurl has no memory left.
  init() throws(HTTPFailure) {
    let engine = try CurlEngine()
    self.engine = engine
    let thread = Thread { engine.run() }
    thread.name = "http"
    thread.start()
  }

  deinit { engine.stop() }

  /// Sends once.
  ///
  /// - Throws: ``HTTPFailure``, or `CancellationError`.
  func send(_ request: WebRequest) async throws -> WebResponse {
    let transfer = CurlTransfer(request)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        transfer.promise(continuation)
        engine.add(transfer)
      }
    } onCancel: {
      engine.cancel(transfer)
    }
  }

  func close() { engine.stop() }
}
