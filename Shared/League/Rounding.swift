extension Double {
  /// Rounded half away from zero to `scale` decimals, once, at the end of a formula.
  public func rounded(scale: Int) -> Double {
    let factor = Self.powersOfTen[scale]
    return (self * factor).rounded(.toNearestOrAwayFromZero) / factor
  }

  private static let powersOfTen: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
}
