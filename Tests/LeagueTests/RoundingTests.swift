import League
import Testing

@Suite struct RoundingTests {
  @Test(
    "rounding is half away from zero",
    arguments: [(0.5, 0, 1.0), (-0.5, 0, -1.0), (2.5, 0, 3.0), (1.25, 1, 1.3), (-1.25, 1, -1.3), (0.0, 3, 0.0)])
  func halfAway(value: Double, scale: Int, rounded: Double) {
    #expect(value.rounded(scale: scale) == rounded)
  }
}
