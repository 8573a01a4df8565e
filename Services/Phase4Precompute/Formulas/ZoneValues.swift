/// One value for each zone of the floor.
struct ZoneValues<Value> {
  var paint: Value
  var midRange: Value
  var three: Value
}

extension ZoneValues: Sendable where Value: Sendable {}
extension ZoneValues: Equatable where Value: Equatable {}
