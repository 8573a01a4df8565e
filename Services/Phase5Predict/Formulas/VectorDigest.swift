import League
import Warehouse

/// Rounds what it is shown to its columns' decimals, and digests it: what is predicted from is what is stored.
struct VectorDigest: ColumnVisitor {
  private var digest = RowSetDigest()

  mutating func visit<Value: ColumnValue>(_ traits: @autoclosure () -> ColumnTraits, _ value: inout Value) throws {
    if let scale = traits().scale {
      value.round(scale: scale)
    }
    digest.add(value.sqlValue)
  }

  /// The digest of all that was shown, as 32 hex digits.
  mutating func text() -> String {
    digest.endRow()
    return digest.text()
  }
}
