import League
import Testing

@Suite struct WindowTests {
  @Test("the mean of nothing is nothing, and that of something its middle")
  func mean() {
    #expect([Double]().mean == nil)
    #expect([24.0, 25, 28].lazy.map { $0 }.mean?.rounded(scale: 4) == 25.6667)
  }
}
