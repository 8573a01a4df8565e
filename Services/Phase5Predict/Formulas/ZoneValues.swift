/// A value for each zone of the floor; nil where it is not known.
struct ZoneValues: Hashable, Sendable {
  var paint: Double?
  var midRange: Double?
  var three: Double?
}
