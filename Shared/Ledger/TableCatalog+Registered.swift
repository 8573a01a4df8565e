public import Contracts
public import Warehouse

extension Ledger {
  /// The phases whose service has registered at or after a time.
  public static func registeredPhases(since time: String, in reader: any WarehouseReader) throws -> Set<Phase> {
    Set(
      try reader.all("SELECT DISTINCT phase FROM table_catalog WHERE registered_at >= ?", [.text(time)]) {
        $0.text(0).flatMap(Phase.init(rawValue:))
      }.compactMap { $0 })
  }
}
