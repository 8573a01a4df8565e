extension ArraySlice {
  /// The elements that satisfy a predicate; the slice itself, uncopied, when all do.
  @inlinable public func keeping(_ isWanted: (Element) -> Bool) -> ArraySlice {
    allSatisfy(isWanted) ? self : filter(isWanted)[...]
  }

  /// The last `count` elements that satisfy a predicate, in order; looks no further back than it must.
  @inlinable public func last(_ count: Int, keeping isWanted: (Element) -> Bool) -> ArraySlice {
    let window = suffix(count)
    return window.allSatisfy(isWanted) ? window : filter(isWanted).suffix(count)
  }
}
