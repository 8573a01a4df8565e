import Foundation

/// Who and where this process is.
enum HostName {
  static var current: String { ProcessInfo.processInfo.hostName }
  static var processID: Int32 { ProcessInfo.processInfo.processIdentifier }
}
