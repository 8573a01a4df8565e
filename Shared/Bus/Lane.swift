/// Which of two queues a message waits in.
public enum Lane: String, Hashable, Sendable, CaseIterable {
  /// Tonight's work: goes first.
  case live
  /// History: goes when there is no live work, and keeps a guaranteed share when there is.
  case backfill
}
