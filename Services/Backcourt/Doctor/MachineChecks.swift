import Foundation
import Ledger
import League
import Runtime

/// Checks of what the pipeline stands on besides its data: time, disk, configuration, source.
enum MachineChecks {
  /// Whether the zone data of US Eastern are there and know daylight saving time: the last moment of one date and the
  /// first of the next, in winter, in summer, and on both days of change.
  static func zone() -> Finding {
    let known = [
      ("2024-01-15T04:59:59Z", "2024-01-14"), ("2024-01-15T05:00:00Z", "2024-01-15"),
      ("2024-07-15T03:59:59Z", "2024-07-14"), ("2024-07-15T04:00:00Z", "2024-07-15"),
      ("2024-03-10T04:59:59Z", "2024-03-09"), ("2024-03-11T04:00:00Z", "2024-03-11"),
      ("2024-11-03T03:59:59Z", "2024-11-02"), ("2024-11-04T05:00:00Z", "2024-11-04"),
    ]
    let remedy = "install the zone data (package tzdata)"
    guard TimeZone(identifier: "America/New_York") != nil else {
      return .broken("zone", "this machine has no zone data for America/New_York, so game dates would be wrong", remedy)
    }
    for (moment, date) in known {
      guard let time = try? Date(moment, strategy: .iso8601) else { continue }  // the texts above parse
      let found = GameDate.eastern(time)
      guard found == GameDate(date[...]) else {
        return .broken("zone", "\(moment) is \(date) in New York, but this machine says \(found)", remedy)
      }
    }
    return .ok("zone", "US Eastern dates are right in winter, in summer and on the days of change")
  }

  /// Whether the clock can be right, given the newest time in the warehouse.
  static func clock(now: Date, newest: String?) -> Finding {
    let stamp = now.timestamp
    guard now > Date(timeIntervalSince1970: 1_735_689_600) else {
      return .broken("clock", "the clock says \(stamp), before this version was made", "set the clock")
    }
    guard let newest else { return .ok("clock", stamp) }
    if newest > now.addingTimeInterval(24 * 3600).timestamp {
      return .broken(
        "clock", "the clock says \(stamp), but the warehouse was written at \(newest)", "set the clock, or wait for it")
    }
    if newest > now.addingTimeInterval(300).timestamp {
      return .warning(
        "clock", "the clock says \(stamp), and the warehouse was last written later, at \(newest)",
        "compare the clocks of the machines that write to it")
    }
    return .ok("clock", "\(stamp), after the last write to the warehouse (\(newest))")
  }

  /// Whether there is room in the data folder.
  static func disk(at directory: String) -> Finding {
    var folder = URL(fileURLWithPath: directory).standardizedFileURL
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      return .broken("disk", "\(folder.path) cannot be written", "give a folder you may write to with --data")
    }
    do {
      let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
      guard let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value else {
        return .warning("disk", "the free space at \(folder.path) is not known", "look with df")
      }
      let text = "\(free / 1_048_576) MiB are free at \(folder.path)"
      if free < 2 << 20 { return .broken("disk", text, "free some space; a season takes about 100 MiB") }
      if free < 1 << 30 { return .warning("disk", text, "free some space; a season takes about 100 MiB") }
      return .ok("disk", text)
    } catch {
      return .warning("disk", "the free space at \(folder.path) cannot be read: \(error)", "look with df")
    }
  }

  /// Every setting of the environment that no service would start with.
  static func configuration(_ environment: [String: String]) -> [Finding] {
    var left = environment
    var findings: [Finding] = []
    while true {
      do throws(SettingsError) {
        _ = try Settings(environment: left)
        break
      } catch {
        findings.append(
          .broken("configuration", "\(error)", "correct or unset it; docs/operations/configuration.md has all"))
        switch error {
        case .unknown(let name, _), .invalid(let name, _, _), .missing(let name, _):
          guard left.removeValue(forKey: name) != nil else { return findings }
        }
      }
    }
    let set = environment.keys.filter { $0.hasPrefix("BACKCOURT_") || $0 == "KAFKA_BOOTSTRAP_SERVERS" }.sorted()
    if findings.isEmpty {
      findings.append(.ok("configuration", set.isEmpty ? "all defaults" : "set: \(set.joined(separator: ", "))"))
    }
    return findings
  }

  /// Whether the source is there.
  static func source(_ source: String?) -> Finding {
    guard let source, !source.isEmpty else {
      return .ok("source", "none is set; `--source archive:DIR` or BACKCOURT_SOURCE says where payloads come from")
    }
    if source == "sim" || source.hasPrefix("sim:http://") {
      return .ok("source", "simulated providers; nothing in what they give happened")
    }
    if source == "live" { return .ok("source", "the providers; keys are ODDS_API_KEY and the like") }
    guard source.hasPrefix("archive:") else {
      return .broken("source", "'\(source)' is not a source", "write archive:DIR, live or sim")
    }
    let folder = String(source.dropFirst("archive:".count))
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {  // unreadable is the finding
      return .broken("source", "the archive \(folder) cannot be read", "correct the path, or its permissions")
    }
    let schedules = files.count { $0.hasPrefix("games_") }
    guard schedules > 0 else {
      return .broken("source", "\(folder) holds no games_SEASON.csv.gz", "see docs/operations/archive-format.md")
    }
    return .ok("source", "\(folder) has \(files.count) files, \(schedules) of games; an archive needs no key")
  }
}
