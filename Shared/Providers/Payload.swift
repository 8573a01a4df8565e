/// What a provider gave, byte for byte: CSV with its header line, or a JSON document.
public struct Payload: Hashable, Sendable {
  /// The source's name: `archive`, `live` or `sim`.
  public let source: String
  /// The file it came from, without its extension: `player_box_reduced_2022-23`. Of a provider's document its name:
  /// `nba_box.0022400561`.
  public let file: String
  /// The CSV, header included, or the document.
  public let bytes: [UInt8]
  /// Lines below the header, or those that the document is read to.
  public let lines: Int

  /// A payload of `lines` lines below its header.
  public init(source: String, file: String, bytes: [UInt8], lines: Int) {
    self.source = source
    self.file = file
    self.bytes = bytes
    self.lines = lines
  }
}
