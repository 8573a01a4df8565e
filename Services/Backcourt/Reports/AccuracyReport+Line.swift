import League

extension AccuracyReport {
  /// A system, or a group of its predictions.
  struct Line: Encodable {
    var system: String
    /// Tier or month; nil when lines are by system alone.
    var group: String?
    /// Share of the players who played that it predicted; nil where that is not known.
    var coverage: Double?
    var error: MeanError
    var within3: Double
    var within5: Double
    var seasonAverage: MeanError
    var last10Average: MeanError
    /// Only where every row has a line.
    var line: MeanError?
    var bets: Bets?

    /// A mean absolute error in points.
    struct MeanError: Encodable {
      var sample: Int
      var mae: Double
      /// nil below two.
      var standardError: Double?
      /// Mean signed error, + is too high.
      var bias: Double

      init(_ sums: ErrorSums) {
        sample = sums.count
        mae = sums.mean ?? 0
        standardError = sums.standardError
        bias = sums.bias ?? 0
      }
    }

    /// Sides taken on real lines. Pushes are in no rate, voids in nothing.
    struct Bets: Encodable {
      var won: Int
      var lost: Int
      var pushed: Int
      /// Of those won or lost; nil when none is.
      var hitRate: Double?
      /// nil when none is.
      var hitRateStandardError: Double?
      /// Units at -110.
      var profit: Double

      init(_ record: BetRecord) {
        won = record.wins
        lost = record.losses
        pushed = record.pushes
        hitRate = record.winRate
        hitRateStandardError = record.winRate.map { ($0 * (1 - $0) / Double(record.decided)).squareRoot() }
        profit = record.profit
      }
    }

    /// - Parameters:
    ///   - sums: of at least one grade.
    ///   - isLined: whether every row has a line.
    ///   - eligible: players who played; nil when not known.
    init(system: String, group: String?, _ sums: AccuracySums, isLined: Bool, eligible: Int?) {
      self.system = system
      self.group = group
      coverage = eligible.map { Double(sums.system.count) / Double($0) }
      error = MeanError(sums.system)
      within3 = Double(sums.within3) / Double(sums.system.count)
      within5 = Double(sums.within5) / Double(sums.system.count)
      seasonAverage = MeanError(sums.seasonAverage)
      last10Average = MeanError(sums.last10Average)
      line = isLined ? MeanError(sums.line) : nil
      bets = isLined ? Bets(sums.bets) : nil
    }
  }
}
