import Foundation

/// A port of this machine that nobody listens on. Somebody may take it before it is used, which its user then reports.
enum FreePort {
  static func find() -> Int? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // The calls take the general form of an address, of which this one is a kind of equal layout.
    let isFound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        bind(descriptor, general, length) == 0 && getsockname(descriptor, general, &length) == 0
      }
    }
    return isFound ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }
}
