/// Why a date is processed. The code path is the same for all; live work only goes first.
public enum RunMode: String, Sendable, Codable, CaseIterable {
  /// Tonight's and last night's games.
  case live
  /// A stretch of history, asked of the coordinator.
  case backfill
  /// Single dates, published or asked for again.
  case replay
}
