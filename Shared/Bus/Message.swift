/// What travels: a topic, a key that decides the partition, headers and a body. Bytes only; meaning is the caller's.
public struct Message: Hashable, Sendable {
  /// The topic's full name.
  public var topic: String
  /// Messages of one key keep their order. Nil spreads over the partitions.
  public var key: String?
  /// Header names with UTF-8 values, in order; a name may repeat.
  public var headers: [Header]
  /// The body.
  public var body: [UInt8]

  /// One header.
  public struct Header: Hashable, Sendable {
    /// The name, case as written.
    public var name: String
    /// The value.
    public var value: String

    /// A header of `name` and `value`.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A message for `topic`.
  public init(topic: String, key: String?, headers: [Header] = [], body: [UInt8]) {
    self.topic = topic
    self.key = key
    self.headers = headers
    self.body = body
  }

  /// The value of the first header of that name.
  public subscript(header name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
