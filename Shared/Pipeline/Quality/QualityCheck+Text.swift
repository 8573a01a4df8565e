import League

extension QualityCheck: CustomStringConvertible {
  /// The promise in words: `minutes_played null in at most 0 % of rows where is_active`.
  public var description: String {
    let rows = "rows" + (among.map { " where \($0)" } ?? "")
    let whole =
      switch kind {
      case .nulls(let column, let most): "\(column) null in at most \(Self.percent(most)) of \(rows)"
      case .share(let column, let range): "\(column) true in \(Self.percent(range)) of \(rows)"
      case .mean(let column, let range): "mean of \(column) \(Self.text(range))\(condition)"
      case .varies(let column): "\(column) not constant\(condition)"
      case .distinct(let column, let range):
        "\(range.lowerBound) to \(range.upperBound) different values of \(column)\(condition)"
      case .sum(let columns, let range): "\(columns.joined(separator: " + ")) \(Self.text(range))\(condition)"
      case .total(let columns, let total): "\(columns.joined(separator: " + ")) = \(total)\(condition)"
      case .rowsPerGame(let range): "\(Self.text(range)) \(rows) per game"
      }
    return whole + (fromRows > 1 ? ", from \(fromRows) rows" : "")
  }

  /// ` where is_active`, or nothing.
  var condition: String { among.map { " where \($0)" } ?? "" }

  /// `5.0 %`: as measured, with one decimal.
  public static func measured(percent share: Double) -> String { "\((share * 100).rounded(scale: 1)) %" }

  /// `5 %`, `2.5 %`: a bound, as short as it can be.
  static func percent(_ share: Double) -> String { "\(text((share * 100).rounded(scale: 6))) %" }

  static func percent(_ range: ClosedRange<Double>) -> String {
    "\(percent(range.lowerBound)) to \(percent(range.upperBound))"
  }

  /// `0 to 48`.
  public static func text(_ range: ClosedRange<Double>) -> String {
    "\(text(range.lowerBound)) to \(text(range.upperBound))"
  }

  /// A number without needless decimals.
  public static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
