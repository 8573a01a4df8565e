import Warehouse

/// Why a prediction cannot be held against a result.
enum VoidReason: String, ColumnValue, CaseIterable {
  /// He did not play, and the report had him out or doubtful.
  case injuryConfirmed = "dnp_injury_confirmed"
  /// He did not play, and the report had him questionable or probable.
  case lateScratch = "dnp_late_scratch"
  /// His game has a box score, and he did not play in it. Nobody knows why: no report, or one that had him available.
  case didNotPlay = "dnp_unknown"
  /// No player's box score of his game is kept: a play-in game, a cup final.
  case noBoxScore = "no_box_score"

  /// Why somebody did not play, as far as the report before the tip-off tells.
  init(didNotPlayAfter status: InjuryStatus?) {
    switch status {
    case .out, .doubtful: self = .injuryConfirmed
    case .questionable, .probable: self = .lateScratch
    case .available, nil: self = .didNotPlay
    }
  }

  /// Whether the report before the tip-off had warned of it.
  var confirmsReport: Bool { self == .injuryConfirmed || self == .lateScratch }
}
