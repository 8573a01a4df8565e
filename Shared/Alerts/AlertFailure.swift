/// Why a sink did not take an alert. No address stands in it: that of a webhook is a secret.
public enum AlertFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file could not be written.
  case file(path: String, reason: String)
  /// The webhook answered, and not with a success.
  case refused(status: Int)
  /// The webhook could not be asked.
  case unreachable(reason: String)
  /// The task was cancelled.
  case cancelled

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .file(let path, let reason): "\(path) cannot be written: \(reason)"
    case .refused(let status):
      "the webhook answered \(status)" + (status == 404 || status == 410 ? "; it may have been taken away" : "")
    case .unreachable(let reason): "the webhook cannot be reached: \(reason)"
    case .cancelled: "it was cancelled"
    }
  }
}
