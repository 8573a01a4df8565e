extension CSVRow {
  /// A whole number.
  public func int(_ column: CSVColumn) throws(ProviderError) -> Int {
    guard let number = try optionalInt(column) else { throw wrong(column, expected: "a whole number") }
    return number
  }

  /// A whole number, or nothing. `12.0` counts as whole; `1.5` does not.
  public func optionalInt(_ column: CSVColumn?) throws(ProviderError) -> Int? {
    guard let column else { return nil }
    let span = try span(of: column)
    if span.isEmpty { return nil }
    guard let decimal = Decimal(table.bytes[span]), let number = decimal.whole else {
      throw wrong(column, expected: "a whole number")
    }
    return number
  }

  /// A decimal number.
  public func double(_ column: CSVColumn) throws(ProviderError) -> Double {
    guard let number = try optionalDouble(column) else { throw wrong(column, expected: "a number") }
    return number
  }

  /// A decimal number, or nothing.
  public func optionalDouble(_ column: CSVColumn?) throws(ProviderError) -> Double? {
    guard let column else { return nil }
    let span = try span(of: column)
    if span.isEmpty { return nil }
    if let decimal = Decimal(table.bytes[span]) { return decimal.double }
    guard let number = Self.longDouble(table.bytes[span]) else { throw wrong(column, expected: "a number") }
    return number
  }

  /// What `Decimal` cannot hold: more than 15 digits, or an exponent. Names of numbers (`inf`, `nan`, `0x1`) are refused.
  private static func longDouble(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard bytes.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Digits with at most one point: the number is `digits / 10^scale`.
  ///
  /// With at most 15 digits and a scale of at most 15 both parts are exact in a `Double`, so one division rounds
  /// correctly, and a number reads the same on every machine.
  private struct Decimal {
    private var digits = 0
    private var scale = 0

    init?(_ bytes: ArraySlice<UInt8>) {
      var isNegative = false
      var seenDigits = 0
      var seenPoint = false
      for (offset, byte) in bytes.enumerated() {
        switch byte {
        case 48...57:
          digits = digits * 10 + Int(byte - 48)
          seenDigits += 1
          if seenPoint { scale += 1 }
          guard seenDigits <= 15 else { return nil }
        case UInt8(ascii: ".") where !seenPoint: seenPoint = true
        case UInt8(ascii: "-") where offset == 0: isNegative = true
        case UInt8(ascii: "+") where offset == 0: continue
        default: return nil
        }
      }
      guard seenDigits > 0 else { return nil }
      if isNegative { digits = -digits }
    }

    var double: Double { scale == 0 ? Double(digits) : Double(digits) / power }

    var whole: Int? {
      var rest = digits
      for _ in 0..<scale {
        guard rest % 10 == 0 else { return nil }
        rest /= 10
      }
      return rest
    }

    private var power: Double {
      var power = 1.0
      for _ in 0..<scale { power *= 10 }
      return power
    }
  }
}
