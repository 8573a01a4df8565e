extension PlayerKey {
  /// The key without a trailing `jr`, `sr`, `ii`, `iii` or `iv`, for sources that leave suffixes out; itself without one.
  ///
  /// It identifies nobody by itself: the letters may belong to the name. It serves where exactly one player of a team has
  /// it.
  public var withoutSuffix: PlayerKey {
    for suffix in ["iii", "jr", "sr", "ii", "iv"] where rawValue.hasSuffix(suffix) && rawValue.count > suffix.count + 3
    {
      return PlayerKey(rawValue: String(rawValue.dropLast(suffix.count))) ?? self
    }
    return self
  }
}
