import Foundation

/// The secret with which local tools show that they may ask for work. Readable by its owner alone.
enum AccessToken {
  private static func path(in directory: String) -> String { directory + "/token" }

  /// The token of a data folder, from the environment or from its file; nil when there is none.
  static func read(from directory: String) throws -> String? {
    if let token = ProcessInfo.processInfo.environment["BACKCOURT_API_TOKEN"], !token.isEmpty { return token }
    guard let data = FileManager.default.contents(atPath: path(in: directory)) else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The token of a data folder, made when there is none.
  static func readOrMake(in directory: String) throws -> String {
    if let token = try read(from: directory) { return token }
    let token = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    guard
      FileManager.default.createFile(
        atPath: path(in: directory), contents: Data(token.utf8), attributes: [.posixPermissions: 0o600])
    else {
      throw CommandOutcome(
        code: CommandOutcome.failed, message: "\(path(in: directory)) cannot be written; give a folder you may write to"
      )
    }
    return token
  }
}
