/// Why there is no answer that could be used. Addresses stand in it with their secrets masked.
public enum HTTPFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stage of a request.
  public enum Stage: String, Sendable {
    case connecting
    case waiting = "waiting for the first byte"
    case receiving
  }

  /// A stage took too long.
  case timedOut(Stage, request: String)
  /// No connection, or one that broke. `reason` is libcurl's.
  case connection(request: String, reason: String)
  /// The answer is longer than allowed.
  case tooLarge(request: String, limit: Int)
  /// The answer ended before its end.
  case cutShort(request: String)
  /// The server kept answering with a status that says *try again*.
  case status(Int, request: String, tries: Int)
  /// Nothing is asked of the source for now, since it failed again and again.
  case circuitOpen(source: String, seconds: Int)
  /// The server asks to wait longer than a request may take.
  case askedToWait(request: String, seconds: Int)
  /// The address or an option is not usable.
  case unusable(request: String, reason: String)
  /// The client was closed.
  case closed

  /// Whether the same request may succeed later.
  public var isRetryable: Bool {
    switch self {
    case .timedOut, .connection, .cutShort, .status, .circuitOpen, .askedToWait: true
    case .tooLarge, .unusable, .closed: false
    }
  }

  /// What happened, to what.
  public var description: String {
    switch self {
    case .timedOut(let stage, let request): "\(request) took too long, \(stage.rawValue)"
    case .connection(let request, let reason): "\(request) could not be reached: \(reason)"
    case .tooLarge(let request, let limit): "\(request) answered with more than \(limit) bytes"
    case .cutShort(let request): "\(request) broke off in the middle of its answer"
    case .status(let status, let request, let tries):
      "\(request) answered \(status) \(tries == 1 ? "once" : "\(tries) times")"
    case .circuitOpen(let source, let seconds):
      "\(source) has failed again and again and is left alone for \(seconds) s more"
    case .askedToWait(let request, let seconds): "\(request) asks to be left alone for \(seconds) s"
    case .unusable(let request, let reason): "\(request) cannot be asked: \(reason)"
    case .closed: "the HTTP client is closed"
    }
  }
}
