import Foundation

/// What is left on the device of a folder.
enum FreeSpace {
  /// Too little to write anything.
  static let least = 65_536

  /// Whether anything can be written to the folder's device; nil where that is not known.
  static func finding(at folder: String) -> Health.Finding? {
    // A folder that is not there yet, or a device that does not say: the first write tells.
    guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder),
      let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value
    else { return nil }
    guard free < least else { return Health.Finding(true, "\(free / 1_048_576) MiB are free") }
    return Health.Finding(
      false, "no space is left on the device of \(folder); free some, the work then goes on by itself")
  }
}
