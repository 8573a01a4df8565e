import Foundation
public import Logging

/// Logs one JSON object per line on standard output: time (RFC 3339, UTC), level, msg, service, version, then metadata.
public struct JSONLogHandler: LogHandler {
  /// Metadata of every line.
  public var metadata: Logger.Metadata = [:]
  /// Lines below are dropped.
  public var logLevel: Logger.Level
  private let service: String
  private let version: String
  private let output: FileHandle

  /// A handler for the lines of a service.
  public init(service: String, version: String, level: Logger.Level) {
    self.init(service: service, version: version, level: level, output: .standardOutput)
  }

  init(service: String, version: String, level: Logger.Level, output: FileHandle) {
    self.service = service
    self.version = version
    self.output = output
    logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    // On a full disk the line is lost, and not the process that says it.
    try? output.write(contentsOf: Data(line(for: event, at: Date()).utf8))
  }

  func line(for event: LogEvent, at time: Date) -> String {
    var line = "{\"time\":\"\(time.formatted(Self.format))\",\"level\":\"\(event.level)\""
    line += ",\"msg\":\(Self.quoted("\(event.message)")),\"service\":\(Self.quoted(service))"
    line += ",\"version\":\(Self.quoted(version))"
    var all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    if let error = event.error {
      all["error"] = "\(error)"
    }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      line += ",\(Self.quoted(key)):\(Self.quoted("\(value)"))"
    }
    return line + "}\n"
  }

  private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case let control where control.value < 0x20:
        quoted += "\\u00" + (control.value < 16 ? "0" : "") + String(control.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
