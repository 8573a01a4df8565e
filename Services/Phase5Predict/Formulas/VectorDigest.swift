import League
import Warehouse

/// Rounds what it is shown to its columns' decimals, and digests it: what is predicted from is what is stored.
struct VectorDigest: ColumnVisitor {
  private var digest = RowSetDigest()

  mutating func integer(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Int64?
  ) -> Visited<Int64> {
    digest.add(value()?.sqlValue ?? .null)
    return .unchanged
  }

  mutating func real(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Double?
  ) -> Visited<Double> {
    var value = value()
    if let scale = traits().scale {
      value = value?.rounded(scale: scale)
    }
    digest.add(value?.sqlValue ?? .null)
    return .replaced(value)
  }

  mutating func text(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> String?
  ) -> Visited<String> {
    digest.add(value()?.sqlValue ?? .null)
    return .unchanged
  }

  /// The digest of all that was shown, as 32 hex digits.
  mutating func text() -> String {
    digest.endRow()
    return digest.text()
  }
}
