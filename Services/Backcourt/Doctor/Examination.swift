import Foundation
import Runtime
import Warehouse

/// The checks of `backcourt doctor`, and the cheap ones among them that `backcourt backfill` asks first.
struct Examination {
  var data: String
  var address: WarehouseAddress
  var environment: [String: String] = ProcessInfo.processInfo.environment
  var source: String?

  /// Every check.
  func whole() async throws -> [Finding] {
    let served = coordinator
    let (coordinator, isUp) = await ServiceChecks.coordinator(served)
    let ownBroker = environment["KAFKA_BOOTSTRAP_SERVERS"]
    let broker = await ServiceChecks.broker(
      ownBroker ?? (isUp ? served?.bootstrapServers : nil),
      isEmbedded: ownBroker == nil || environment["BACKCOURT_BROKER"] == "embedded")
    return try await machine() + warehouse(quick: false) + [broker, coordinator, ServiceChecks.executables()]
  }

  /// Those that take no time worth speaking of, and without which a run cannot come out right.
  func quick() async throws -> [Finding] {
    try await machine() + warehouse(quick: true)
  }

  private var coordinator: CoordinatorAddress? {
    // An address that cannot be read is as good as none.
    try? CoordinatorAddress.read(from: data)
  }

  private func machine() -> [Finding] {
    [MachineChecks.zone(), MachineChecks.disk(at: data)] + MachineChecks.configuration(environment)
      + [MachineChecks.source(source ?? environment["BACKCOURT_SOURCE"])]
  }

  private func warehouse(quick: Bool) async throws -> [Finding] {
    if case .file(let path) = address, !FileManager.default.fileExists(atPath: path) {
      return [
        MachineChecks.clock(now: Date(), newest: nil),
        .ok("warehouse", "\(path) is not there yet; the first backfill makes it"),
      ]
    }
    let warehouse: any Warehouse
    do {
      warehouse = try address.open(.existing)
    } catch WarehouseError.nothingThere(let location) {
      return [
        MachineChecks.clock(now: Date(), newest: nil),
        .ok("warehouse", "there is none in \(location) yet; the first backfill makes it"),
      ]
    } catch {
      return [
        MachineChecks.clock(now: Date(), newest: nil),
        .broken("warehouse", "\(error)", "put a copy in its place, or give another folder with --data"),
      ]
    }
    do {
      return try await warehouse.read { reader in
        let clock = MachineChecks.clock(now: Date(), newest: try WarehouseChecks.newestTime(in: reader))
        guard !quick else { return [clock, try WarehouseChecks.schema(in: reader)] }
        return try [
          clock, WarehouseChecks.integrity(in: reader), WarehouseChecks.schema(in: reader),
          WarehouseChecks.claims(in: reader), WarehouseChecks.codeVersions(in: reader),
          WarehouseChecks.deadLetters(in: reader),
        ]
      }
    } catch {
      return [.broken("warehouse", "it cannot be read: \(error)", "put a copy in its place, or delete it and replay")]
    }
  }
}
