extension Season {
  /// The season's first regular-season date, for the seasons it is recorded for. The schedule, where it is at hand, is the
  /// better source.
  public var openingNight: GameDate? {
    switch startYear {
    case 2019: GameDate("2019-10-22")
    case 2020: GameDate("2020-12-22")
    case 2021: GameDate("2021-10-19")
    case 2022: GameDate("2022-10-18")
    case 2023: GameDate("2023-10-24")
    case 2024: GameDate("2024-10-22")
    case 2025: GameDate("2025-10-21")
    default: nil
    }
  }
}
