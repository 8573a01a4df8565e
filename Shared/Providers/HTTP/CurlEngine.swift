import CCurl
import Foundation
import Synchronization

/// The loop that drives libcurl's transfers.
final class CurlEngine: Sendable {
  private enum Command {
    case add(CurlTransfer)
    case cancel(CurlTransfer)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStopped = false
    /// Nil once it is freed.
    var multi: SendableHandle?
  }

  /// A handle that crosses threads: libcurl allows `curl_multi_wakeup` from any of them, and nothing else is done with it
  /// off the loop's thread.
  private struct SendableHandle: @unchecked Sendable {  // see above
    let pointer: UnsafeMutableRawPointer
  }

  private let inbox: Mutex<Inbox>

  /// `curl_global_init` is to run once and before any other thread of libcurl's.
  private static let globalState = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  init() throws(HTTPFailure) {
    guard Self.globalState == CURLE_OK, let multi = curl_multi_init() else {
      throw .unusable(request: "libcurl", reason: "it cannot be set up")
    }
    _ = backcourt_curl_multi_number(multi, CURLMOPT_PIPELINING, 2)  // 2: several requests over one HTTP/2 connection
    _ = backcourt_curl_multi_number(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 16)
    inbox = Mutex(Inbox(multi: SendableHandle(pointer: multi)))
  }

  func add(_ transfer: CurlTransfer) { post(.add(transfer)) }

  func cancel(_ transfer: CurlTransfer) { post(.cancel(transfer)) }

  func stop() {
    inbox.withLock { inbox in
      inbox.isStopped = true
      if let multi = inbox.multi { curl_multi_wakeup(multi.pointer) }
    }
  }

  private func post(_ command: Command) {
    let isLate = inbox.withLock { inbox in
      guard !inbox.isStopped else { return true }
      inbox.commands.append(command)
      if let multi = inbox.multi { curl_multi_wakeup(multi.pointer) }
      return false
    }
    if isLate, case .add(let transfer) = command { transfer.finish(.failure(HTTPFailure.closed)) }
  }

  /// Runs until ``stop()``. Called once, on the loop's thread.
  func run() {
    guard let multi = inbox.withLock({ $0.multi?.pointer }) else { return }
    var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    while let commands = take() {
      for command in commands { obey(command, multi, &active) }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      collect(multi, &active)
      expire(multi, &active)
      // Without a transfer only a wake-up ends the wait; with some, a look each 50 ms keeps the limit of the first byte.
      if inbox.withLock({ $0.commands.isEmpty && !$0.isStopped }) {
        curl_multi_poll(multi, nil, 0, active.isEmpty ? 60_000 : 50, nil)
      }
    }
    for transfer in active.values { remove(transfer, multi, .failure(HTTPFailure.closed)) }
    for case .add(let transfer) in inbox.withLock({ $0.commands }) { transfer.finish(.failure(HTTPFailure.closed)) }
    inbox.withLock { inbox in
      inbox.multi = nil
      inbox.commands = []
    }
    curl_multi_cleanup(multi)
  }

  private func take() -> [Command]? {
    inbox.withLock { inbox in
      guard !inbox.isStopped else { return nil }
      defer { inbox.commands = [] }
      return inbox.commands
    }
  }

  private func obey(
    _ command: Command, _ multi: UnsafeMutableRawPointer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]
  ) {
    switch command {
    case .add(let transfer):
      guard !transfer.isFinished else { return }
      guard let easy = transfer.open() else { return }
      guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
        transfer.close()
        transfer.finish(.failure(HTTPFailure.unusable(request: transfer.request.description, reason: "out of memory")))
        return
      }
      active[easy] = transfer
    case .cancel(let transfer):
      if let easy = transfer.easy, active.removeValue(forKey: easy) != nil {
        remove(transfer, multi, .failure(CancellationError()))
      } else {
        transfer.finish(.failure(CancellationError()))
      }
    }
  }

  private func collect(_ multi: UnsafeMutableRawPointer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]) {
    var result = CURLE_OK
    while let easy = backcourt_curl_finished(multi, &result) {
      guard let transfer = active.removeValue(forKey: easy) else { continue }
      remove(transfer, multi, transfer.outcome(result))
    }
  }

  private func expire(_ multi: UnsafeMutableRawPointer, _ active: inout [UnsafeMutableRawPointer: CurlTransfer]) {
    let now = ContinuousClock.now
    for (easy, transfer) in active where transfer.isFirstByteLate(at: now) {
      active[easy] = nil
      remove(
        transfer, multi, .failure(HTTPFailure.timedOut(.waiting, request: transfer.request.description)))
    }
  }

  private func remove(
    _ transfer: CurlTransfer, _ multi: UnsafeMutableRawPointer, _ outcome: Result<WebResponse, any Error>
  ) {
    if let easy = transfer.easy { curl_multi_remove_handle(multi, easy) }
    transfer.close()
    transfer.finish(outcome)
  }
}
