/// Another process listens where this one is to listen.
public struct AddressInUse: Error, CustomStringConvertible {
  private let host: String
  private let port: Int
  private let remedy: String

  /// Says where, and what to do.
  public init(host: String, port: Int, remedy: String) {
    self.host = host
    self.port = port
    self.remedy = remedy
  }

  /// What is wrong, and what to do.
  public var description: String { "port \(port) on \(host) is in use by another process; \(remedy)" }
}
