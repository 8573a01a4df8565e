import BusKafka
import Contracts
import Foundation
import Reports
import Runtime

/// Checks of the processes: the broker with its topics, the coordinator, and that all executables are of one version.
enum ServiceChecks {
  /// Whether the broker answers and has every topic as it must be.
  static func broker(_ servers: String?, isEmbedded: Bool) async -> Finding {
    guard let servers, !servers.isEmpty else {
      return .ok("broker", "none is set and no stack is up; `backcourt up` and --local bring their own")
    }
    let settings =
      isEmbedded
      ? KafkaSettings.embedded(bootstrapServers: servers, clientID: "backcourt-doctor")
      : KafkaSettings(bootstrapServers: servers, clientID: "backcourt-doctor")
    do {
      let topics = try await KafkaAdmin(settings: settings, limit: 5_000).topics()
      let missing = Topic.all.map(\.name).filter { topics[$0] == nil }
      guard missing.isEmpty else {
        return .broken(
          "broker", "\(servers) has no topic \(missing.joined(separator: ", "))",
          "create them with \(Topic.partitions) partitions each; docs/operations/running.md says how")
      }
      let odd = Topic.all.map(\.name).filter { topics[$0] != Topic.partitions }
      guard odd.isEmpty else {
        return .broken(
          "broker", odd.map { "\($0) has \(topics[$0] ?? 0) partitions" }.joined(separator: ", "),
          "every topic has \(Topic.partitions): events of a date must lie in the same partition of each")
      }
      return .ok("broker", "\(servers) has all \(Topic.all.count) topics with \(Topic.partitions) partitions")
    } catch {
      return .broken("broker", "\(servers) does not answer: \(error)", "start it, or correct KAFKA_BOOTSTRAP_SERVERS")
    }
  }

  /// Whether the coordinator that announced itself answers, and is of this version.
  static func coordinator(_ address: CoordinatorAddress?) async -> (finding: Finding, isUp: Bool) {
    guard let address, let url = URL(string: address.url) else {
      return (.ok("coordinator", "none has announced itself for this folder"), false)
    }
    do {
      let version = try await CoordinatorClient(url: url, token: nil).health()["version"] ?? "unknown"
      guard version == ServiceHost.version else {
        let what = "\(address.url) is of version \(version), this command of \(ServiceHost.version)"
        return (.broken("coordinator", what, "start the stack again with the new version"), true)
      }
      return (.ok("coordinator", "\(address.url) answers, version \(version)"), true)
    } catch {
      return (.ok("coordinator", "no stack is up: nobody answers at \(address.url)"), false)
    }
  }

  /// Whether the services beside this command are of its version.
  static func executables() -> Finding {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    var (missing, odd) = ([String](), [String]())
    for service in LocalStack.services {
      let path = folder.appendingPathComponent(service).path
      guard FileManager.default.isExecutableFile(atPath: path) else {
        missing.append(service)
        continue
      }
      let said = version(path)
      if said != "\(service) \(ServiceHost.version)" { odd.append("\(service) says '\(said)'") }
    }
    guard odd.isEmpty else {
      return .broken(
        "executables", "not of version \(ServiceHost.version): \(odd.joined(separator: ", "))",
        "build all products together")
    }
    guard missing.isEmpty else {
      return .warning(
        "executables", "not beside this command: \(missing.joined(separator: ", "))",
        "`backcourt up` and --local need them; build all products")
    }
    return .ok("executables", "\(LocalStack.services.count) services of version \(ServiceHost.version)")
  }

  private static func version(_ path: String) -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--version"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return "\(error)"
    }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return SafeText.line(
      String(decoding: said.prefix(100), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
