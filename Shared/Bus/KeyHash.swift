/// The hash by which a key finds its partition: murmur2 over the key's UTF-8, as Kafka's own clients do it, so that
/// every bus and every client agrees.
package enum KeyHash {
  /// The partition, among `count`, of the messages of `key`.
  package static func partition(of key: String, count: Int) -> Int {
    Int(murmur2(Array(key.utf8)) & 0x7fff_ffff) % count
  }

  private static func murmur2(_ bytes: [UInt8]) -> UInt32 {
    let multiplier: UInt32 = 0x5bd1_e995
    var hash: UInt32 = 0x9747_b28c ^ UInt32(truncatingIfNeeded: bytes.count)
    var index = 0
    while index + 4 <= bytes.count {
      var word = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
      word |= UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
      word &*= multiplier
      word ^= word >> 24
      word &*= multiplier
      hash &*= multiplier
      hash ^= word
      index += 4
    }
    if index < bytes.count {
      for (place, byte) in bytes[index...].enumerated() { hash ^= UInt32(byte) << (8 * UInt32(place)) }
      hash &*= multiplier
    }
    hash ^= hash >> 13
    hash &*= multiplier
    return hash ^ (hash >> 15)
  }
}
