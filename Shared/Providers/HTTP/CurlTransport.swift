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
        transfer.promise { continuation.resume(with: $0) }
        engine.add(transfer)
      }
    } onCancel: {
      engine.cancel(transfer)
    }
  }

  /// Sends once and holds the thread at hand until the answer is there, as a call on a file does.
  ///
  /// - Throws: ``HTTPFailure``
  func sendNow(_ request: WebRequest) throws -> WebResponse {
    let transfer = CurlTransfer(request)
    let answer = Answer()
    transfer.promise { answer.take($0) }
    engine.add(transfer)
    return try answer.wait()
  }

  func close() { engine.stop() }

  /// An answer that a thread waits for.
  private final class Answer: Sendable {
    private let isThere = DispatchSemaphore(value: 0)
    private let outcome = Mutex<Result<WebResponse, any Error>>(.failure(HTTPFailure.closed))

    func take(_ result: Result<WebResponse, any Error>) {
      outcome.withLock { $0 = result }
      isThere.signal()
    }

    func wait() throws -> WebResponse {
      isThere.wait()
      return try outcome.withLock { $0 }.get()
    }
  }
}
