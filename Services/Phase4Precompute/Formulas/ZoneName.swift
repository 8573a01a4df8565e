import Warehouse

/// The zones as the tables name them; threes are the perimeter.
enum ZoneName: String, ColumnValue {
  case paint
  case midRange = "mid_range"
  case perimeter
  /// No zone stands out.
  case balanced
}
