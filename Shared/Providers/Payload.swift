/// What a provider gave, byte for byte: CSV with its header line.
public struct Payload: Hashable, Sendable {
  /// The source's name, `archive`.
  public let source: String
  /// The file it came from, without its extension: `player_box_reduced_2022-23`.
  public let file: String
  /// The CSV, header included.
  public let bytes: [UInt8]
  /// Lines below the header.
  public let lines: Int

  /// A payload of `lines` lines below its header.
  public init(source: String, file: String, bytes: [UInt8], lines: Int) {
    self.source = source
    self.file = file
    self.bytes = bytes
    self.lines = lines
  }
}
